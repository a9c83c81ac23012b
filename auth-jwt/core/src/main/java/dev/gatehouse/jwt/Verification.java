package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Objects;

/**
 * What is said to a token, by a {@link TokenVerifier} or by asking its issuer. All cases are immutable.
 *
 * @since 0.1
 */
@Stable
public sealed interface Verification {

    /**
     * The token is good.
     *
     * @param token its content
     * @param caller who it speaks for, by the issuer's mapping
     */
    record Verified(VerifiedToken token, Caller caller) implements Verification {
        /** Checks that both are there. */
        public Verified {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(caller, "caller");
        }
    }

    /**
     * The token is good for whoever proves what it demands, and for nobody else. Who can't check that proof must refuse it: as a bearer token it is worth nothing.
     *
     * @param token its content
     * @param caller who it speaks for, by the issuer's mapping
     * @param confirmation what must be proven
     */
    record Bound(VerifiedToken token, Caller caller, Confirmation confirmation) implements Verification {
        /** Checks that all are there. */
        public Bound {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(confirmation, "confirmation");
        }
    }

    /**
     * The token is bad, and will stay so.
     *
     * @param reason why; a code beginning with {@code token.}
     */
    record Refused(Reason reason) implements Verification {
        /** Checks that the reason is there. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The issuer's keys or its word, without which nothing can be said, or the list of revoked tokens are not to be had at present.
     *
     * @param reason why; a code beginning with {@code keys.}, {@code introspection.} or {@code revocations.}
     * @param retryAfter when to try again
     */
    record Undecided(Reason reason, Duration retryAfter) implements Verification {
        /** Checks that both are there. */
        public Undecided {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /**
     * Returns the result for a token that is good in every respect. A {@code cnf} that cannot be read has been refused with
     * the other claims.
     *
     * @return {@link Verified}, or {@link Bound} if the token's claim {@code cnf} requires a proof
     */
    static Verification good(VerifiedToken token, Caller caller) {
        Confirmation confirmation = Confirmation.of(token.claims().get("cnf"));
        return confirmation == null ? new Verified(token, caller) : new Bound(token, caller, confirmation);
    }

    /** The token is well-formed and comes from an issuer that this verifier was not told to trust. */
    record ForeignIssuer() implements Verification {}
}
