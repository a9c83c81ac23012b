package dev.gatehouse.micrometer;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Incubating;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Tells a registry about the decisions of a host, and about what its mechanisms and sessions measure. Add it to the
 * builder as a listener, and pass it the host when that has started:
 *
 * <pre>{@code
 * GatehouseMetrics metrics = new GatehouseMetrics(registry);
 * Gatehouse gatehouse = Gatehouse.builder().listener(metrics).start();
 * metrics.observe(gatehouse);
 * }</pre>
 *
 * <p>The names of the meters begin with {@code gatehouse.} and are listed in docs/monitoring.md. Values of tags come
 * from the code and the configuration: a reason code that no module on the class path declares is {@code other}.
 * Figures that appear or vanish with a reload are registered and removed when the registry is read; what appears may be
 * missing from the page that is being written then. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class GatehouseMetrics implements DecisionListener, AutoCloseable {

    private static final String NAMES = "gatehouse.";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private record Kind(Decision.Outcome outcome, String mechanism, String reason) {}

    private record Meters(Counter count, Timer duration) {}

    private final MeterRegistry registry;
    private final boolean admissions;
    private final DeclaredReasons reasons;
    private final Figures figures;
    private final ConcurrentMap<Kind, Meters> decisions = new ConcurrentHashMap<>();
    private final List<Meter> functions = new CopyOnWriteArrayList<>();

    /** Creates metrics that include every admitted request, with its mechanism and duration. */
    public GatehouseMetrics(MeterRegistry registry) {
        this(registry, true);
    }

    /**
     * Creates metrics.
     *
     * @param admissions whether each admitted request is measured, which costs it a place in the queue of the
     *     listeners. If not, {@code gatehouse.outcomes} has their number
     */
    public GatehouseMetrics(MeterRegistry registry, boolean admissions) {
        this.registry = registry;
        this.admissions = admissions;
        this.reasons = DeclaredReasons.find();
        this.figures = new Figures(registry, NAMES);
    }

    @Override
    public boolean wantsAdmissions() {
        return admissions;
    }

    @Override
    public boolean wantsDurations() {
        return true;
    }

    @Override
    public void decided(Decision decision) {
        String mechanism = decision.mechanism().isEmpty() ? "none" : decision.mechanism();
        String reason = reasons.known(decision.reason().code());
        Meters meters = decisions.computeIfAbsent(new Kind(decision.outcome(), mechanism, reason), this::meters);
        meters.count.increment();
        Duration duration = decision.duration();
        if (duration != null) {
            meters.duration.record(duration);
        }
    }

    private Meters meters(Kind kind) {
        String outcome = name(kind.outcome);
        return new Meters(
                Counter.builder(NAMES + "decisions")
                        .description("Decisions that reached the listeners")
                        .tags("outcome", outcome, "mechanism", kind.mechanism, "reason", kind.reason)
                        .register(registry),
                Timer.builder(NAMES + "decision.duration")
                        .description("Time from the arrival of a request until its decision")
                        .serviceLevelObjectives(BUCKETS)
                        .tags("outcome", outcome, "mechanism", kind.mechanism)
                        .register(registry));
    }

    /**
     * Registers the figures of a host and the states of its parts, which are read when the registry is read.
     *
     * @param gatehouse the host that this listens to
     */
    public void observe(Gatehouse gatehouse) {
        observe(gatehouse, gatehouse::health);
    }

    /**
     * Registers the figures of a host, and states that the application determines itself, such as in the background.
     *
     * @param gatehouse the host that this listens to
     * @param health returns the health of each part by its name; must not block
     */
    public void observe(Gatehouse gatehouse, Supplier<Map<String, Health>> health) {
        for (Decision.Outcome outcome : Decision.Outcome.values()) {
            functions.add(FunctionCounter.builder(NAMES + "outcomes", gatehouse, host -> host.count(outcome))
                    .description("Decisions, including those that the listeners missed")
                    .tag("outcome", name(outcome))
                    .register(registry));
        }
        functions.add(FunctionCounter.builder(NAMES + "decisions.dropped", gatehouse, this::dropped)
                .description("Decisions that the listeners missed because they were too slow")
                .register(registry));
        figures.add(gatehouse::measurements);
        figures.add(() -> States.of(health.get()));
        figures.refresh();
    }

    /**
     * Registers figures of the application beside those of the host.
     *
     * @param measurements returns measurements by the name of a part; cheap; called when the registry is read
     */
    public void observe(Supplier<Map<String, List<Measurement>>> measurements) {
        figures.add(measurements);
        figures.refresh();
    }

    /** Reads all figures now, so that the next page has those that a reload added. */
    public void refresh() {
        figures.refresh();
    }

    /** The registry reads this meter whenever it reads all. */
    private double dropped(Gatehouse host) {
        figures.refresh();
        return host.droppedDecisions();
    }

    /** Removes the meters. */
    @Override
    public void close() {
        functions.forEach(registry::remove);
        figures.close();
        decisions.values().forEach(meters -> {
            registry.remove(meters.count);
            registry.remove(meters.duration);
        });
        decisions.clear();
    }

    private static String name(Decision.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
