package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings for DPoP that each mechanism for bearer tokens has under a prefix of its own, such as
 * {@code auth.jwt.dpop}. The settings that all of them share are in {@link #shared()}. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class DpopSettings {

    private static final int MIN_SECRET = 32;

    private static final String SHARED = "auth.bearer.";

    static final Setting<Duration> PROOF_AGE = Setting.duration(
                    SHARED + "dpop-proof-age",
                    "The maximum age of a DPoP proof. A proof is remembered for this time, and accepted once.",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5))
            .defaultsTo("60s");
    static final Setting<Duration> PROOF_CLOCK_SKEW = Setting.duration(
                    SHARED + "dpop-clock-skew",
                    "How far in the future the iat of a DPoP proof may be, for clients whose clocks are ahead.",
                    Duration.ZERO,
                    Duration.ofMinutes(1))
            .defaultsTo("30s");
    static final Setting<Integer> REPLAY_SIZE = Setting.integer(
                    SHARED + "dpop-replay-size",
                    "The maximum number of DPoP proofs that are remembered, about 150 bytes each. It must"
                            + " hold the proofs of"
                            + " proof age plus clock skew. While it is full, new proofs are answered with 503.",
                    1_000,
                    10_000_000)
            .defaultsTo("200000");
    static final Setting<Boolean> NONCE = Setting.flag(
                    SHARED + "dpop-nonce",
                    "Whether DPoP proofs must contain a nonce of this server (RFC 9449 section 9), so that"
                            + " proofs cannot be created in advance.")
            .defaultsTo("off");
    static final Setting<Secret> NONCE_SECRET = Setting.secret(
            SHARED + "dpop-nonce-secret",
            "The key of DPoP nonces: at least 32 characters, the same on all nodes. Default: a random key, so"
                    + " that a nonce is"
                    + " valid only on the node that issued it.");

    private static final List<Setting<?>> SHARED_BY_ALL =
            List.of(PROOF_AGE, PROOF_CLOCK_SKEW, REPLAY_SIZE, NONCE, NONCE_SECRET);

    private final Setting<DpopMode> mode;
    private final Setting<Set<SigningAlgorithm>> algorithms;

    private DpopSettings(String prefix) {
        this.mode = Setting.choice(
                        prefix + ".dpop",
                        "Proof of possession by DPoP (RFC 9449). off: tokens that are bound to a key are"
                                + " refused. accepted: tokens that are bound to a key need a proof, other tokens"
                                + " are bearer tokens. required: every token must be bound to a key or to a"
                                + " client certificate.",
                        DpopMode.class)
                .defaultsTo("accepted");
        this.algorithms = Setting.of(
                        prefix + ".dpop-algorithms",
                        "list of asymmetric algorithms",
                        "The accepted signature algorithms of DPoP proofs.",
                        text -> asymmetric(prefix, text))
                .defaultsTo("ES256, PS256, RS256");
    }

    /**
     * Declares the settings of one mechanism.
     *
     * @param prefix the prefix of the keys, such as {@code auth.jwt}
     */
    public static DpopSettings under(String prefix) {
        return new DpopSettings(prefix);
    }

    /** Returns the settings that all mechanisms share. */
    public static List<Setting<?>> shared() {
        return SHARED_BY_ALL;
    }

    /**
     * Returns the settings of one mechanism, for {@link dev.gatehouse.spi.AuthenticationMechanismFactory#settings()}.
     */
    public List<Setting<?>> all() {
        return List.of(mode, algorithms);
    }

    /**
     * Returns the check that these settings describe. Its replay store belongs to the host and survives a reload.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a setting is invalid
     */
    public ProofOfPossession start(MechanismContext context) {
        Settings settings = context.settings();
        boolean nonces = settings.get(NONCE);
        DpopNonces nonceSource = nonces ? new DpopNonces(key(settings, context)) : null;
        if (settings.get(mode) == DpopMode.OFF) {
            return ProofOfPossession.withoutDpop();
        }
        DpopRules rules = new DpopRules(
                settings.get(mode), settings.get(algorithms), settings.get(PROOF_AGE), settings.get(PROOF_CLOCK_SKEW));
        int size = settings.get(REPLAY_SIZE);
        // Shared by all mechanisms, so that a proof is accepted once and not once for each mechanism.
        ReplayStore replays = context.sharedState("dpop-proofs", ReplayStore.class, () -> new ReplayStore(size));
        replays.resize(size);
        return new ProofOfPossession(rules, context.clock(), replays, nonceSource);
    }

    private static DpopNonces.Key key(Settings settings, MechanismContext context) {
        Optional<Secret> secret = settings.find(NONCE_SECRET);
        if (secret.isEmpty()) {
            return context.sharedState("dpop-nonce-key", DpopNonces.Key.class, DpopNonces.Key::random);
        }
        String value = secret.get().reveal();
        if (value.length() < MIN_SECRET) {
            throw settings.refuse(
                    NONCE_SECRET, "is too short; set it to at least " + MIN_SECRET + " random characters");
        }
        return new DpopNonces.Key(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A proof with a shared secret does not identify the sender. */
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
