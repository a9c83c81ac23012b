package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying a credential.
 *
 * <p>The host asks the mechanisms that claimed the credential in their configured order. The first result other than
 * {@link NotMine} is final. All results are immutable.
 *
 * @since 0.1
 */
@Stable
public sealed interface AuthenticationResult {

    /**
     * The credential is valid.
     *
     * @param caller the authenticated caller
     * @param additions what to add to the response, such as a renewed cookie
     */
    record Authenticated(Caller caller, ResponseAdditions additions) implements AuthenticationResult {
        /** Rejects {@code null}. */
        public Authenticated {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(additions, "additions");
        }
    }

    /**
     * The credential is invalid: malformed, expired, revoked, or from an unknown issuer. The client gets status 401
     * with the same body for every reason, plus the mechanism's challenges.
     *
     * @param reason why, for logs and metrics; never sent to the client
     * @param additions what to add to the response, such as {@code DPoP-Nonce}
     */
    record Rejected(Reason reason, ResponseAdditions additions) implements AuthenticationResult {
        /** Rejects {@code null}. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(additions, "additions");
        }
    }

    /**
     * The authentication scheme needs another round trip (RFC 4559, RFC 7616). The client gets status 401 with these
     * challenges and no others.
     *
     * @param challenges the challenges; at least one
     * @param additions what to add to the response
     */
    record Continue(List<Challenge> challenges, ResponseAdditions additions) implements AuthenticationResult {
        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if there is no challenge
         */
        public Continue {
            challenges = List.copyOf(challenges);
            Objects.requireNonNull(additions, "additions");
            if (challenges.isEmpty()) {
                throw new IllegalArgumentException("expected at least one challenge");
            }
        }
    }

    /**
     * The request contains contradictory credentials, such as two different session cookies. The client gets status
     * 400.
     *
     * @param reason why, for logs and metrics
     */
    record Ambiguous(Reason reason) implements AuthenticationResult {
        /** Rejects {@code null}. */
        public Ambiguous {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * There were too many attempts. The client gets status 429 with {@code Retry-After}, and cannot tell from it
     * whether this credential was valid.
     *
     * @param reason why, for logs and metrics
     * @param retryAfter the time to wait before the next attempt; positive, sent in whole seconds, rounded up
     */
    record Throttled(Reason reason, Duration retryAfter) implements AuthenticationResult {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if {@code retryAfter} is not positive
         */
        public Throttled {
            Objects.requireNonNull(reason, "reason");
            positive(retryAfter);
        }
    }

    /**
     * The credential could not be verified, because something that the mechanism depends on is unavailable. The client
     * gets status 503 with {@code Retry-After}, never 401.
     *
     * @param reason why, for logs and metrics
     * @param retryAfter the time to wait before the next attempt; positive, sent in whole seconds, rounded up
     */
    record Unavailable(Reason reason, Duration retryAfter) implements AuthenticationResult {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if {@code retryAfter} is not positive
         */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            positive(retryAfter);
        }
    }

    /**
     * The credential has the right shape but belongs to another mechanism with the same source, such as a bearer token
     * of another issuer. The host asks the next mechanism. When every mechanism returns this result, the client gets
     * status 401: the request is never treated as anonymous.
     *
     * @param reason the reason to report when no other mechanism accepts the credential, such as a bearer token that is
     *     not a JWT; {@code null} when there is nothing to report
     */
    record NotMine(@Nullable Reason reason) implements AuthenticationResult {
        private static final NotMine INSTANCE = new NotMine(null);
    }

    /** Returns {@link Authenticated} without additions. */
    static AuthenticationResult authenticated(Caller caller) {
        return new Authenticated(caller, ResponseAdditions.none());
    }

    /** Returns {@link Rejected} without additions. */
    static AuthenticationResult rejected(Reason reason) {
        return new Rejected(reason, ResponseAdditions.none());
    }

    /**
     * Returns {@link Continue} without additions.
     *
     * @throws IllegalArgumentException if there is no challenge
     */
    static AuthenticationResult continueWith(Challenge... challenges) {
        return new Continue(List.of(challenges), ResponseAdditions.none());
    }

    /** Returns {@link Ambiguous}. */
    static AuthenticationResult ambiguous(Reason reason) {
        return new Ambiguous(reason);
    }

    /**
     * Returns {@link Throttled}.
     *
     * @throws IllegalArgumentException if {@code retryAfter} is not positive
     */
    static AuthenticationResult throttled(Reason reason, Duration retryAfter) {
        return new Throttled(reason, retryAfter);
    }

    /**
     * Returns {@link Unavailable}.
     *
     * @throws IllegalArgumentException if {@code retryAfter} is not positive
     */
    static AuthenticationResult unavailable(Reason reason, Duration retryAfter) {
        return new Unavailable(reason, retryAfter);
    }

    /** Returns {@link NotMine} without a reason. */
    static AuthenticationResult notMine() {
        return NotMine.INSTANCE;
    }

    /** Returns {@link NotMine} with the reason to report when no other mechanism accepts the credential. */
    static AuthenticationResult notMine(Reason reason) {
        return new NotMine(reason);
    }

    private static void positive(Duration retryAfter) {
        if (retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must be positive, but is " + retryAfter);
        }
    }
}
