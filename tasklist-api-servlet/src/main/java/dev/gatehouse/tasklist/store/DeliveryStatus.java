package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the delivery of task events is. Immutable.
 *
 * @param pending number of events that are not delivered, counted up to {@value #MOST_COUNTED}
 * @param oldest when the oldest of them happened; null if there is none
 * @param waitingTasks number of tasks whose next event failed and is waiting to be delivered again
 * @param delivered number of events that this node has delivered since its start
 * @param failures number of calls of the listener on this node that failed
 * @since 0.1
 */
@Incubating
public record DeliveryStatus(long pending, @Nullable Instant oldest, long waitingTasks, long delivered, long failures) {

    /** The greatest number of pending events that is counted. */
    public static final int MOST_COUNTED = 100_000;

    /** Returns the age of the oldest undelivered event; zero if there is none. */
    public Duration lag(Instant now) {
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }
}
