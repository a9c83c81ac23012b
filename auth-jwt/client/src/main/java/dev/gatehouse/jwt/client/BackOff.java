package dev.gatehouse.jwt.client;

import dev.gatehouse.support.http.RetryAfter;
import dev.gatehouse.support.retry.ExponentialBackOff;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait after a failure: a random part of a time that doubles (full jitter). Thread-safe. */
final class BackOff {

    /** A wrong secret stays wrong until an operator changes it; it is not sent again for so long. */
    static final Duration REFUSED = Duration.ofSeconds(30);

    private static final double FULL_JITTER = 1;
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** While there is no token, the return of the server must be noticed soon. */
    private static final Duration LONGEST_WITHOUT_TOKEN = Duration.ofSeconds(4);

    private final ExponentialBackOff withToken;
    private final ExponentialBackOff withoutToken;

    BackOff(DoubleSupplier random) {
        this.withToken = new ExponentialBackOff(FIRST, LONGEST, FULL_JITTER, RetryAfter.LONGEST, random);
        this.withoutToken =
                new ExponentialBackOff(FIRST, LONGEST_WITHOUT_TOKEN, FULL_JITTER, RetryAfter.LONGEST, random);
    }

    /** Between two attempts at one request. */
    Duration betweenTries(int tries, TokenException failure) {
        return withoutToken.delay(tries, askedFor(failure));
    }

    /**
     * Between a request that failed for good and the next one.
     *
     * @param failures how many failed in a row; at least 1
     * @param holding whether there is still a token in use
     */
    Duration betweenRequests(int failures, TokenException failure, boolean holding) {
        if (failure.isPassing()) {
            return (holding ? withToken : withoutToken).delay(failures + 1, askedFor(failure));
        }
        Duration asked = askedFor(failure);
        return asked.compareTo(REFUSED) > 0 ? asked : REFUSED;
    }

    private static Duration askedFor(TokenException failure) {
        return failure.retryAfter().orElse(Duration.ZERO);
    }
}
