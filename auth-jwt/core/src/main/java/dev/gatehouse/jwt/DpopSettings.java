package dev.gatehouse.jwt;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of proof of possession, for every mechanism that takes access tokens under a prefix of its own: {@code auth.jwt.dpop} and so on. Immutable and thread-safe.
 */
public final class DpopSettings {

    private static final int MIN_SECRET = 32;

    private final Setting<DpopMode> mode;
    private final Setting<Set<SigningAlgorithm>> algorithms;
    private final Setting<Duration> age;
    private final Setting<Duration> skew;
    private final Setting<Integer> replaySize;
    private final Setting<Boolean> nonce;
    private final Setting<Secret> nonceSecret;

    private DpopSettings(String prefix) {
        this.mode = Setting.choice(
                        prefix + ".dpop",
                        "Proof of possession by DPoP (RFC 9449). off: tokens that are bound to a key are refused; accepted: they need their proof, and other tokens are bearer tokens; required: every token must be bound to a key or to a client certificate.",
                        DpopMode.class)
                .defaultsTo("accepted");
        this.algorithms = Setting.of(
                        prefix + ".dpop-algorithms",
                        "list of asymmetric algorithms",
                        "The algorithms that DPoP proofs may be signed with.",
                        text -> asymmetric(prefix, text))
                .defaultsTo("ES256, PS256, RS256");
        this.age = Setting.duration(
                        prefix + ".dpop-proof-age",
                        "How old a DPoP proof may be; so long it is remembered, so that it is good once.",
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5))
                .defaultsTo("60s");
        this.skew = Setting.duration(
                        prefix + ".dpop-clock-skew",
                        "How far in the future a DPoP proof may have been made, for clients whose clocks are ahead.",
                        Duration.ZERO,
                        Duration.ofMinutes(1))
                .defaultsTo("30s");
        this.replaySize = Setting.integer(
                        prefix + ".dpop-replay-size",
                        "How many DPoP proofs are remembered at most; further ones are answered with 503, since a forgotten one could be used again. Each takes about 150 bytes, and those of proof age plus clock skew must find room.",
                        1_000,
                        10_000_000)
                .defaultsTo("200000");
        this.nonce = Setting.flag(
                        prefix + ".dpop-nonce",
                        "Demands that DPoP proofs carry a nonce of this server (RFC 9449 section 9), so that none can be made in advance.")
                .defaultsTo("off");
        this.nonceSecret = Setting.secret(
                prefix + ".dpop-nonce-secret",
                "What DPoP nonces are computed from, at least 32 characters, the same on all nodes. Not set: a random key, and nonces are good on the node that gave them.");
    }

    /**
     * Declares the settings of one mechanism.
     *
     * @param prefix what the keys begin with, such as {@code auth.jwt}
     */
    public static DpopSettings under(String prefix) {
        return new DpopSettings(prefix);
    }

    /** Returns all settings, for {@link dev.gatehouse.spi.AuthenticationMechanismFactory#settings()}. */
    public List<Setting<?>> all() {
        return List.of(mode, algorithms, age, skew, replaySize, nonce, nonceSecret);
    }

    /**
     * Returns the check that these settings describe. What it remembers belongs to the host and outlives a reload.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a setting can't be used
     */
    public ProofOfPossession start(MechanismContext context) {
        Settings settings = context.settings();
        boolean nonces = settings.get(nonce);
        DpopNonces nonceSource = nonces ? new DpopNonces(key(settings, context)) : null;
        if (settings.get(mode) == DpopMode.OFF) {
            return ProofOfPossession.withoutDpop();
        }
        DpopRules rules =
                new DpopRules(settings.get(mode), settings.get(algorithms), settings.get(age), settings.get(skew));
        int size = settings.get(replaySize);
        ReplayStore replays = context.state("dpop-proofs", ReplayStore.class, () -> new ReplayStore(size));
        replays.resize(size);
        return new ProofOfPossession(rules, context.clock(), replays, nonceSource);
    }

    private DpopNonces.Key key(Settings settings, MechanismContext context) {
        Optional<Secret> secret = settings.find(nonceSecret);
        if (secret.isEmpty()) {
            return context.state("dpop-nonce-key", DpopNonces.Key.class, DpopNonces.Key::random);
        }
        String value = secret.get().reveal();
        if (value.length() < MIN_SECRET) {
            throw settings.refuse(nonceSecret, "is too short; set it to at least " + MIN_SECRET + " random characters");
        }
        return new DpopNonces.Key(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A shared secret proves nothing about who holds it. */
    private static Set<SigningAlgorithm> asymmetric(String prefix, String text) {
        Set<SigningAlgorithm> parsed =
                SigningAlgorithm.setting(prefix + ".any", "Any.").parse(text);
        for (SigningAlgorithm algorithm : parsed) {
            if (algorithm.name().startsWith("HS")) {
                throw new IllegalArgumentException("expected asymmetric algorithms, such as ES256");
            }
        }
        return parsed;
    }
}
