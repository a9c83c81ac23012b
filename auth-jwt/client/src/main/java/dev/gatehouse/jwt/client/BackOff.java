package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait after a failure: a random part of a time that doubles (full jitter), so that a fleet of clients does not come back in step. Thread-safe. */
final class BackOff {

    /** A wrong secret stays wrong until somebody changes it; so long nobody asks with it again. */
    static final Duration REFUSED = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** While there is no token, the return of the server must be noticed soon. */
    private static final Duration LONGEST_WITHOUT_TOKEN = Duration.ofSeconds(4);

    private final DoubleSupplier random;

    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /** Between two tries of one request. */
    Duration betweenTries(int tries, TokenException failure) {
        return atLeastAsAsked(jittered(tries, LONGEST_WITHOUT_TOKEN), failure);
    }

    /**
     * Between a request that failed for good and the next one.
     *
     * @param failures how many failed in a row; at least 1
     * @param holding whether there is still a token in use
     */
    Duration betweenRequests(int failures, TokenException failure, boolean holding) {
        Duration wait =
                failure.isPassing() ? jittered(failures + 1, holding ? LONGEST : LONGEST_WITHOUT_TOKEN) : REFUSED;
        return atLeastAsAsked(wait, failure);
    }

    private Duration jittered(int times, Duration longest) {
        long grown = FIRST.toMillis() << Math.min(times - 1, 10);
        return Duration.ofMillis((long) (Math.min(grown, longest.toMillis()) * random.getAsDouble()));
    }

    private static Duration atLeastAsAsked(Duration wait, TokenException failure) {
        return failure.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
    }
}
