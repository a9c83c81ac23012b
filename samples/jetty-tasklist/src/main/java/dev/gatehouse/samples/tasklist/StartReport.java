package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.spi.Health;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells when the application is ready, as {@code /ready} says it. If that takes longer than the first fetch of keys
 * usually does, it first tells which parts are down and why. Not thread-safe.
 */
final class StartReport {

    /** Parts are asked once a second, so this covers several answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<String> waiting;
    private final Consumer<String> ready;
    private final Supplier<Map<String, PartStates.Part>> parts;
    private final BooleanSupplier stopped;

    /**
     * Creates a report.
     *
     * @param waiting receives several lines about an application that answers but is not ready
     * @param ready receives the text for when it is ready
     * @param parts returns the parts by name
     * @param stopped whether the application has been told to stop, which ends the wait
     */
    StartReport(
            Consumer<String> waiting,
            Consumer<String> ready,
            Supplier<Map<String, PartStates.Part>> parts,
            BooleanSupplier stopped) {
        this.waiting = waiting;
        this.ready = ready;
        this.parts = parts;
        this.stopped = stopped;
    }

    /**
     * Waits until the application is ready or stops, and tells.
     *
     * @param base the URL of the application, which answers already
     * @param hint what to do while a part is down; empty if nothing is known
     * @param text what to tell when it is ready
     */
    void tell(URI base, String hint, String text) {
        long start = System.nanoTime();
        boolean told = false;
        while (!isReady()) {
            if (stopped.getAsBoolean()) {
                return;
            }
            if (!told && System.nanoTime() - start >= PATIENCE.toNanos()) {
                waiting.accept(notReady(base, parts.get(), hint));
                told = true;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        ready.accept(text);
    }

    private boolean isReady() {
        return PartStates.worst(parts.get()) != Health.State.DOWN;
    }

    /** Returns the lines about an application that answers but is not ready. */
    static String notReady(URI base, Map<String, PartStates.Part> parts, String hint) {
        StringBuilder text =
                new StringBuilder("Tasklist listens on " + base + " and waits until these parts are up:\n");
        parts.forEach((name, part) -> {
            if (part.state() == Health.State.DOWN) {
                text.append("  ").append(name).append(": ").append(part.why()).append('\n');
            }
        });
        return text.append(hint.isEmpty() ? "" : hint.indent(2)).toString();
    }
}
