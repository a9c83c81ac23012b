package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What operators are told about the delivery of events. Stateless. */
final class DeliveryReport {

    /** How old an event may be before the delivery needs attention. Short outages of the engine end by themselves. */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(5);

    private DeliveryReport() {}

    /** Returns the health: failed events show at once, and degrade it when they are old. */
    static Health health(DeliveryStatus status, Instant now) {
        boolean late = status.lag(now).compareTo(LONGEST_LAG) >= 0;
        if (!late && status.waitingTasks() == 0) {
            return Health.up();
        }
        return new Health(
                late ? Health.State.DEGRADED : Health.State.UP,
                "events of tasks are not delivered: " + status.pending() + " pending, the oldest since "
                        + status.oldest() + ", " + status.waitingTasks() + " tasks wait for another attempt, "
                        + status.failures() + " calls of the listener failed on this node");
    }

    static List<Measurement> measurements(DeliveryStatus status, Instant now) {
        return List.of(
                Measurement.gauge("events.pending", (double) status.pending()),
                Measurement.gauge("events.oldest.seconds", status.lag(now).toMillis() / 1000.0),
                Measurement.gauge("events.waiting", (double) status.waitingTasks()),
                Measurement.counter("events.delivered", (double) status.delivered()),
                Measurement.counter("events.failures", (double) status.failures()));
    }
}
