package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Mechanisms with a secret for each instance, which do not say what is missing, or show the secret. */
final class SecretBugs {

    private static final String GROUP = "auth.planted.keys";
    private static final String OF_ROBOT = GROUP + ".robot.secret";
    private static final String VALUE = "hmac-51-kiosk";

    private static final Setting<Secret> SECRET =
            Setting.secret("auth.planted.secret", "The key of an instance.").perInstance(GROUP);
    private static final Setting<String> SCOPE = Setting.string("auth.planted.scope", "What an instance may do.")
            .defaultsTo("all")
            .perInstance(GROUP);

    private static final PlantedSettings KEY = settings(Map.of(OF_ROBOT, VALUE));
    private static final PlantedSettings KEY_AND_SCOPE =
            settings(Map.of(OF_ROBOT, VALUE, GROUP + ".robot.scope", "all"));

    /** When a mechanism shows its secret. */
    private enum Step {
        CREATE,
        START,
        REQUEST,
        CLOSE
    }

    /** Shows its secret in one step. */
    private static final class Talking extends HealthyMechanism {
        private final Step step;
        private final Runnable talk;

        private Talking(MechanismContext context, Step step, Runnable talk) {
            super(context);
            this.step = step;
            this.talk = talk;
            talkIn(Step.CREATE);
        }

        private void talkIn(Step now) {
            if (now == step) {
                talk.run();
            }
        }

        @Override
        public void start() {
            talkIn(Step.START);
        }

        @Override
        AuthenticationResult judge(String key) {
            if (isGood(key)) {
                talkIn(Step.REQUEST);
            }
            return super.judge(key);
        }

        @Override
        public void close() {
            talkIn(Step.CLOSE);
        }
    }

    private SecretBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                missing("missing setting is not named", KEY, "no key is configured"),
                missing("another setting is named", KEY, "set auth.planted.secret-file or auth.planted.keys-file"),
                missing("known instance is not named", KEY_AND_SCOPE, "set auth.planted.secret in auth.planted.keys"),
                talking("secret setting in a log", "a good credential: ", Step.REQUEST, SecretBugs::log),
                talking("create() logs a secret setting", "create(): ", Step.CREATE, SecretBugs::logWithSystemLogger),
                talking("create() logs with SLF4J", "create(): ", Step.CREATE, SecretBugs::logWithSlf4j),
                talking("start() logs a secret setting", "start(): ", Step.START, SecretBugs::log),
                talking("start() logs the cause of a failure", "start(): ", Step.START, SecretBugs::logCause),
                talking("close() logs a secret setting", "close(): ", Step.CLOSE, SecretBugs::logWithSlf4j),
                shown("toString of a mechanism", "its toString", SecretBugs::withToString),
                shown("health has a secret setting", "its health", SecretBugs::withHealth),
                shown("reason has a secret setting", "the reason", SecretBugs::withReason),
                shown("reason has a secret of 8 characters", "the reason", SecretBugs::withReason)
                        .withSettings(settings(Map.of(OF_ROBOT, "kiosk-51"))),
                shown("challenge has a secret setting", "no credential: ", SecretBugs::withChallenge));
    }

    /**
     * The healthy ones: they cannot know the instance, and name the setting or the group; or their secret is so short
     * that texts may contain it by chance.
     */
    static List<PlantedBug> healthy() {
        return List.of(
                missing("setting is named", KEY, "auth.planted.secret: no key is configured"),
                missing("group is named", KEY, "no key is configured; set auth.planted.keys.<key id>.secret"),
                missing("instance is named", KEY_AND_SCOPE, "auth.planted.keys.robot.secret is required"),
                shown("word in a reason", "", SecretBugs::withReason)
                        .withSettings(settings(Map.of(OF_ROBOT, "kiosk-5"))));
    }

    private static PlantedSettings settings(Map<String, String> values) {
        return new PlantedSettings(List.of(SECRET, SCOPE), values);
    }

    private static PlantedBug missing(String name, PlantedSettings settings, String message) {
        return keyed(
                        name,
                        Rule.SETTINGS_REFUSED,
                        "the message is: " + message,
                        message,
                        (context, secret) -> new HealthyMechanism(context))
                .withSettings(settings);
    }

    private static PlantedBug talking(String name, String seen, Step step, Consumer<String> talk) {
        return shown(name, seen, (context, secret) -> new Talking(context, step, () -> talk.accept(secret)));
    }

    private static PlantedBug shown(
            String name, String seen, BiFunction<MechanismContext, String, AuthenticationMechanism<?>> create) {
        String of = "the value of " + OF_ROBOT + " is shown by ";
        String found = seen.endsWith(": ") ? seen + of : of + seen;
        return keyed(name, Rule.SECRET_SHOWN, found, OF_ROBOT + " is required", create);
    }

    private static PlantedBug keyed(
            String name,
            Rule rule,
            String seen,
            String missing,
            BiFunction<MechanismContext, String, AuthenticationMechanism<?>> create) {
        return PlantedBug.of(name, rule, seen, context -> create.apply(context, secret(context.settings(), missing)))
                .withSettings(KEY);
    }

    private static String secret(Settings settings, String missing) {
        Set<String> instances = settings.instances(GROUP);
        return instances.stream()
                .findFirst()
                .flatMap(instance -> settings.instance(instance).find(SECRET))
                .orElseThrow(() -> new SettingException(SECRET.key(), missing))
                .reveal();
    }

    private static void log(String secret) {
        Logger.getLogger(SecretBugs.class.getName()).log(Level.INFO, "signing with {0}", secret);
    }

    private static void logWithSystemLogger(String secret) {
        System.getLogger(SecretBugs.class.getName()).log(System.Logger.Level.WARNING, "signing with {0}", secret);
    }

    private static void logWithSlf4j(String secret) {
        LoggerFactory.getLogger(SecretBugs.class).info("signing with {}", secret);
    }

    private static void logCause(String secret) {
        Exception failure = new IllegalStateException("no connection", new IllegalArgumentException(secret));
        Logger.getLogger(SecretBugs.class.getName()).log(Level.WARNING, "not ready", failure);
    }

    private static AuthenticationMechanism<?> withToString(MechanismContext context, String secret) {
        return new HealthyMechanism(context) {
            @Override
            public String toString() {
                return "Planted[secret=" + secret + "]";
            }
        };
    }

    private static AuthenticationMechanism<?> withHealth(MechanismContext context, String secret) {
        return new HealthyMechanism(context) {
            @Override
            public Health health() {
                return new Health(Health.State.DEGRADED, "keys of " + secret + " are old");
            }
        };
    }

    private static AuthenticationMechanism<?> withReason(MechanismContext context, String secret) {
        return new HealthyMechanism(context) {
            @Override
            AuthenticationResult judge(String key) {
                return isGood(key)
                        ? super.judge(key)
                        : AuthenticationResult.rejected(Reason.of("key.unknown", "expected " + secret));
            }
        };
    }

    private static AuthenticationMechanism<?> withChallenge(MechanismContext context, String secret) {
        return new HealthyMechanism(context) {
            @Override
            public List<Challenge> challenges(RefusalContext refusal) {
                boolean nothing = refusal.cause() == RefusalContext.Cause.NOTHING_PRESENTED;
                return List.of(nothing ? Challenge.of("Key").with("key", secret) : Challenge.of("Key"));
            }
        };
    }
}
