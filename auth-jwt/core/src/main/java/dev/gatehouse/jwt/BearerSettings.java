package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings that all mechanisms for bearer tokens share. Each of their factories declares all of them. Immutable and
 * thread-safe.
 */
public final class BearerSettings {

    private static final String PREFIX = "auth.bearer.";

    static final Setting<Integer> CACHE_BYTES = Setting.integer(
                    PREFIX + "cache-bytes",
                    "How many bytes of the heap verified tokens may take, estimated as four for each character of a token;"
                            + " 0 verifies the signature at every request.",
                    0,
                    1_073_741_824)
            .defaultsTo("50331648");
    static final Setting<Path> REVOCATIONS_FILE = Setting.path(
            PREFIX + "revocations-file",
            "A file with revoked tokens and subjects, read again within seconds of a change.");
    static final Setting<Duration> PROOF_AGE = Setting.duration(
                    PREFIX + "dpop-proof-age",
                    "The maximum age of a DPoP proof. A proof is remembered for this time, and accepted once.",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5))
            .defaultsTo("60s");
    static final Setting<Duration> PROOF_CLOCK_SKEW = Setting.duration(
                    PREFIX + "dpop-clock-skew",
                    "How far in the future the iat of a DPoP proof may be, for clients whose clocks are ahead.",
                    Duration.ZERO,
                    Duration.ofMinutes(1))
            .defaultsTo("30s");
    static final Setting<Integer> REPLAY_SIZE = Setting.integer(
                    PREFIX + "dpop-replay-size",
                    "The maximum number of DPoP proofs that are remembered, about 150 bytes each. It must hold the proofs of"
                            + " proof age plus clock skew. While it is full, new proofs are answered with 503.",
                    1_000,
                    10_000_000)
            .defaultsTo("200000");
    static final Setting<Boolean> NONCE = Setting.flag(
                    PREFIX + "dpop-nonce",
                    "Requires a nonce of this server in DPoP proofs (RFC 9449 section 9), so that no proof can be made in"
                            + " advance.")
            .defaultsTo("off");
    static final Setting<Secret> NONCE_SECRET = Setting.secret(
            PREFIX + "dpop-nonce-secret",
            "The key of DPoP nonces: at least 32 characters, the same on all nodes. Default: a random key, so that a nonce is"
                    + " valid only on the node that issued it.");

    private static final List<Setting<?>> ALL =
            List.of(CACHE_BYTES, REVOCATIONS_FILE, PROOF_AGE, PROOF_CLOCK_SKEW, REPLAY_SIZE, NONCE, NONCE_SECRET);

    private BearerSettings() {}

    /** Returns all settings, for {@link dev.gatehouse.spi.AuthenticationMechanismFactory#settings()}. */
    public static List<Setting<?>> all() {
        return ALL;
    }
}
