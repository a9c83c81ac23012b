package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Objects;

/**
 * The result of verifying a token, with keys or by introspection. All cases are immutable.
 *
 * @since 0.1
 */
@Stable
public sealed interface Verification {

    /**
     * The token is valid.
     *
     * @param token the verified token
     * @param caller the caller, by the issuer's mapping
     */
    record Verified(VerifiedToken token, Caller caller) implements Verification {
        /** Checks that both are present. */
        public Verified {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(caller, "caller");
        }
    }

    /**
     * The token is valid only together with the proof of possession that it requires. Code that cannot verify this
     * proof must refuse the token.
     *
     * @param token the verified token
     * @param caller the caller, by the issuer's mapping
     * @param confirmation the key or certificate that must be proven
     */
    record Bound(VerifiedToken token, Caller caller, Confirmation confirmation) implements Verification {
        /** Checks that all are present. */
        public Bound {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(confirmation, "confirmation");
        }
    }

    /**
     * The token is invalid.
     *
     * @param reason the reason; its code starts with {@code token.}
     */
    record Refused(Reason reason) implements Verification {
        /** Checks that the reason is present. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The token cannot be verified at present, because the issuer's keys, its introspection endpoint or the revocations
     * are unavailable.
     *
     * @param reason the reason; its code starts with {@code keys.}, {@code introspection.} or {@code revocations.}
     * @param retryAfter the time after which to try again
     */
    record Undecided(Reason reason, Duration retryAfter) implements Verification {
        /** Checks that both are present. */
        public Undecided {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /**
     * Returns the result for a valid token. A {@code cnf} that cannot be read has been refused with the other claims.
     *
     * @return {@link Verified}, or {@link Bound} if the token's claim {@code cnf} requires a proof
     */
    static Verification good(VerifiedToken token, Caller caller) {
        Confirmation confirmation = Confirmation.of(token.claims().get("cnf"));
        return confirmation == null ? new Verified(token, caller) : new Bound(token, caller, confirmation);
    }

    /** The token is well-formed, and its issuer is not configured for this verifier. */
    record ForeignIssuer() implements Verification {}
}
