package dev.gatehouse.support.retry;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Computes the wait after a failure. It doubles each time up to a limit, with jitter so that nodes do not retry at the
 * same time. A longer wait that the server asks for is obeyed up to a separate limit. Immutable; as thread-safe as its
 * random numbers.
 *
 * @since 0.1
 */
@Internal
public final class ExponentialBackOff {

    private static final int MOST_DOUBLINGS = 20;
    private static final Duration LONGEST_FIRST = Duration.ofHours(1);

    private final Duration first;
    private final Duration longest;
    private final double jitter;
    private final Duration longestAskedFor;
    private final DoubleSupplier random;

    /**
     * Creates a back-off.
     *
     * @param first the wait after one failure, before jitter; positive, one hour at most
     * @param longest the longest wait, before jitter
     * @param jitter the random part of a wait, from 0 to 1; 0.5 means between half of the wait and all of it
     * @param longestAskedFor the longest wait that the server may ask for
     * @param random numbers from 0 to below 1
     * @throws IllegalArgumentException if a value is out of range
     */
    public ExponentialBackOff(
            Duration first, Duration longest, double jitter, Duration longestAskedFor, DoubleSupplier random) {
        if (first.isNegative() || first.isZero() || first.compareTo(LONGEST_FIRST) > 0) {
            throw new IllegalArgumentException("expected a first wait of at most one hour, but got " + first);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("expected a jitter between 0 and 1, but got " + jitter);
        }
        this.first = first;
        this.longest = longest;
        this.jitter = jitter;
        this.longestAskedFor = longestAskedFor;
        this.random = random;
    }

    /**
     * Returns the time to wait.
     *
     * @param failures the number of consecutive failures; at least 1
     * @param askedFor how long the server asks the client to wait; zero if it does not say
     */
    public Duration delay(int failures, Duration askedFor) {
        long grown = Math.min(longest.toNanos(), first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration wait = Duration.ofNanos((long) (grown * (1 - jitter + jitter * random.getAsDouble())));
        Duration asked = askedFor.compareTo(longestAskedFor) > 0 ? longestAskedFor : askedFor;
        return wait.compareTo(asked) > 0 ? wait : asked;
    }
}
