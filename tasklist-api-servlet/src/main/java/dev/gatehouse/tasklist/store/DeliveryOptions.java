package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;

/**
 * Options of the delivery of task events, see {@link EngineStore#listen}. Immutable.
 *
 * @param firstRetry pause after the first failure of an event; doubles with each further one
 * @param longestRetry longest pause between two attempts
 * @param poll how often to look for events of other nodes; those of this node are seen at once
 * @param callTimeout PostgreSQL: after a call of this length another node may take over and deliver the event again
 * @since 0.1
 */
@Incubating
public record DeliveryOptions(Duration firstRetry, Duration longestRetry, Duration poll, Duration callTimeout) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

    /** Checks the durations. */
    public DeliveryOptions {
        positive(firstRetry);
        positive(longestRetry);
        positive(poll);
        positive(callTimeout);
    }

    /** First retry after 1 second, longest pause 5 minutes, poll every 500 ms, calls of at most 1 minute. */
    public static DeliveryOptions defaults() {
        return new DeliveryOptions(FIRST_RETRY, LONGEST_RETRY, POLL, CALL_TIMEOUT);
    }

    /** Returns options with other pauses between attempts. */
    public DeliveryOptions withRetries(Duration first, Duration longest) {
        return new DeliveryOptions(first, longest, poll, callTimeout);
    }

    /** Returns options with another period of looking for events. */
    public DeliveryOptions withPoll(Duration period) {
        return new DeliveryOptions(firstRetry, longestRetry, period, callTimeout);
    }

    /** Returns options with another limit for calls of the listener. */
    public DeliveryOptions withCallTimeout(Duration limit) {
        return new DeliveryOptions(firstRetry, longestRetry, poll, limit);
    }

    private static void positive(Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("invalid duration " + duration + ": expected at least one millisecond");
        }
    }
}
