package dev.gatehouse.samples.tasklist.status;

import dev.gatehouse.spi.Health;
import dev.gatehouse.support.Elapsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of the parts of the application, and since when each has its state. Every source is asked once a second on
 * a thread of its own, so that an answer about the others does not wait for a database that hangs. Changes are logged.
 * A part that has not been up yet is logged as down after five seconds only: before, it may be starting. Thread-safe.
 */
public final class PartStates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartStates.class);
    private static final long EVERY_MILLIS = 1_000;
    /** How long a part may take to start before it is told to be down. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    /**
     * The state of one part.
     *
     * @param state the state
     * @param since when the part got this state, to the second
     * @param why a sentence for the operator, without credentials; empty when there is nothing to add
     */
    public record Part(Health.State state, Instant since, String why) {}

    private final Clock clock;
    private final List<Source> sources = new ArrayList<>();
    private final ScheduledExecutorService threads;

    /**
     * Asks each source once.
     *
     * @param sources return the parts by name; a name occurs once
     */
    public PartStates(Clock clock, List<Supplier<Map<String, Health>>> sources) {
        this.clock = clock;
        sources.forEach(source -> this.sources.add(new Source(source)));
        this.threads = Executors.newScheduledThreadPool(this.sources.size(), task -> {
            Thread thread = new Thread(task, "part-states");
            thread.setDaemon(true);
            return thread;
        });
        ask();
    }

    /** Starts to ask the sources once a second. */
    public void watch() {
        for (Source source : sources) {
            threads.scheduleWithFixedDelay(source::ask, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Asks every source now. */
    public void ask() {
        sources.forEach(Source::ask);
    }

    /** Returns the parts by name, as of the last time that they were asked. */
    public Map<String, Part> parts() {
        Map<String, Part> all = new LinkedHashMap<>();
        sources.forEach(source -> all.putAll(source.parts));
        return Collections.unmodifiableMap(all);
    }

    /** Returns the health of the parts by name, as of the last time that they were asked. */
    public Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        parts().forEach((name, part) -> health.put(name, new Health(part.state(), part.why())));
        return health;
    }

    /** Returns the worst state of these parts; {@link Health.State#UP} if there are none. */
    public static Health.State worst(Map<String, Part> parts) {
        Health.State worst = Health.State.UP;
        for (Part part : parts.values()) {
            worst = part.state().compareTo(worst) > 0 ? part.state() : worst;
        }
        return worst;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Parts that are asked together. */
    private final class Source {
        private final Supplier<Map<String, Health>> health;
        /** The parts that have not been able to work yet. */
        private final Set<String> starting = new HashSet<>();
        /** Those of them that were told to be down. */
        private final Set<String> overdue = new HashSet<>();

        private final Map<String, Instant> notUpSince = new HashMap<>();
        private volatile Map<String, Part> parts = Map.of();

        Source(Supplier<Map<String, Health>> health) {
            this.health = health;
        }

        synchronized void ask() {
            Map<String, Health> answers;
            try {
                answers = health.get();
            } catch (RuntimeException defect) {
                // The timer would never ask again.
                LOG.error("the states of the application cannot be determined: {}", defect.toString());
                return;
            }
            Map<String, Part> next = new LinkedHashMap<>();
            answers.forEach((name, answer) -> next.put(name, next(name, parts.get(name), answer)));
            starting.retainAll(next.keySet());
            overdue.retainAll(starting);
            notUpSince.keySet().retainAll(next.keySet());
            parts = next;
        }

        private Part next(String name, @Nullable Part before, Health now) {
            Instant time = clock.instant();
            if (before != null && before.state() == now.state()) {
                boolean late = !time.isBefore(before.since().plus(STARTING));
                if (late && starting.contains(name) && overdue.add(name)) {
                    warn(name, now);
                }
                return new Part(now.state(), before.since(), now.detail());
            }
            if (before == null && now.state() == Health.State.DOWN) {
                starting.add(name);
                notUpSince.put(name, time);
                LOG.info("{} is not up yet: {}", name, now.detail());
            } else if (now.state() != Health.State.UP) {
                starting.remove(name);
                notUpSince.putIfAbsent(name, time);
                warn(name, now);
            } else if (before != null) {
                String again = starting.remove(name) ? "" : " again";
                overdue.remove(name);
                Instant since = notUpSince.getOrDefault(name, before.since());
                notUpSince.remove(name);
                LOG.info("{} is UP{} after {}", name, again, Elapsed.of(Duration.between(since, time)));
            }
            return new Part(now.state(), time, now.detail());
        }

        private void warn(String name, Health health) {
            LOG.warn("{} is {}: {}", name, health.state(), health.detail());
        }
    }
}
