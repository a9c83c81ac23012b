package dev.gatehouse.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Authenticator} decided. The first answer other than {@link NotMine} ends the request's authentication; only the host looks inside.
 * All cases are immutable.
 */
public sealed interface AuthenticationResult {

    /**
     * The credential is good.
     *
     * @param caller who is calling
     * @param additions what the mechanism wants on the response, such as a renewed cookie
     */
    record Authenticated(Caller caller, ResponseAdditions additions) implements AuthenticationResult {
        /** Checks that both are there. */
        public Authenticated {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(additions, "additions");
        }
    }

    /**
     * The credential is bad: malformed, expired, foreign, revoked, wrong. The client sees 401 and the same body for every reason.
     *
     * @param reason why
     * @param additions what the mechanism wants on the response, such as {@code DPoP-Nonce}
     */
    record Rejected(Reason reason, ResponseAdditions additions) implements AuthenticationResult {
        /** Checks that both are there. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(additions, "additions");
        }
    }

    /**
     * The exchange needs another leg (RFC 4559, RFC 7616): 401 with these challenges alone.
     *
     * @param challenges what the client is to answer; at least one
     * @param additions what the mechanism wants on the response
     */
    record Continue(List<Challenge> challenges, ResponseAdditions additions) implements AuthenticationResult {
        /** Checks that there is a challenge. */
        public Continue {
            challenges = List.copyOf(challenges);
            Objects.requireNonNull(additions, "additions");
            if (challenges.isEmpty()) {
                throw new IllegalArgumentException("another leg needs at least one challenge");
            }
        }
    }

    /**
     * The request carries the credential in contradicting ways, such as two different session cookies: 400.
     *
     * @param reason why
     */
    record Ambiguous(Reason reason) implements AuthenticationResult {
        /** Checks that the reason is there. */
        public Ambiguous {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Too many tries, whatever this one is worth: 429 with {@code Retry-After}.
     *
     * @param reason why
     * @param retryAfter when to try again; positive, sent in whole seconds rounded up
     */
    record Throttled(Reason reason, Duration retryAfter) implements AuthenticationResult {
        /** Checks the reason and the time. */
        public Throttled {
            Objects.requireNonNull(reason, "reason");
            positive(retryAfter);
        }
    }

    /**
     * The mechanism could not decide, because something that it depends on did not answer: 503 with {@code Retry-After}, never 401.
     *
     * @param reason why
     * @param retryAfter when to try again; positive, sent in whole seconds rounded up
     */
    record Unavailable(Reason reason, Duration retryAfter) implements AuthenticationResult {
        /** Checks the reason and the time. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            positive(retryAfter);
        }
    }

    /**
     * The credential has this mechanism's shape but belongs to another one that reads the same header, such as a bearer token of another issuer. Where all
     * say so the request is refused with 401: it is never anonymous.
     *
     * @param reason why it is bad in case nobody else wants it, such as a bearer token that is no JWT; {@code null} when the mechanism can't say that it is
     */
    record NotMine(@Nullable Reason reason) implements AuthenticationResult {
        private static final NotMine INSTANCE = new NotMine(null);
    }

    /** Returns {@link Authenticated} with nothing to add to the response. */
    static AuthenticationResult authenticated(Caller caller) {
        return new Authenticated(caller, ResponseAdditions.none());
    }

    /** Returns {@link Rejected} with nothing to add to the response. */
    static AuthenticationResult rejected(Reason reason) {
        return new Rejected(reason, ResponseAdditions.none());
    }

    /** Returns {@link Continue} with nothing else to add to the response. */
    static AuthenticationResult continueWith(Challenge... challenges) {
        return new Continue(List.of(challenges), ResponseAdditions.none());
    }

    /** Returns {@link Ambiguous}. */
    static AuthenticationResult ambiguous(Reason reason) {
        return new Ambiguous(reason);
    }

    /** Returns {@link Throttled}. */
    static AuthenticationResult throttled(Reason reason, Duration retryAfter) {
        return new Throttled(reason, retryAfter);
    }

    /** Returns {@link Unavailable}. */
    static AuthenticationResult unavailable(Reason reason, Duration retryAfter) {
        return new Unavailable(reason, retryAfter);
    }

    /** Returns {@link NotMine} without a reason. */
    static AuthenticationResult notMine() {
        return NotMine.INSTANCE;
    }

    /** Returns {@link NotMine} with the reason that is given when no other mechanism wants the credential either. */
    static AuthenticationResult notMine(Reason reason) {
        return new NotMine(reason);
    }

    private static void positive(Duration retryAfter) {
        if (retryAfter.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must be positive, it is " + retryAfter);
        }
    }
}
