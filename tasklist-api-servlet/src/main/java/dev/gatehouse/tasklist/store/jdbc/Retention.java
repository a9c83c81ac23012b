package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.support.retry.BackgroundThreads;
import dev.gatehouse.tasklist.store.EngineStore;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes tasks that ended long ago, every few minutes. Several nodes may do so at the same time. */
final class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final EngineStore store;
    private final Duration age;
    private final Clock clock;
    private final Duration period;
    private final BackgroundThreads threads;

    Retention(EngineStore store, Duration age, Clock clock, Duration period) {
        this.store = store;
        this.age = age;
        this.clock = clock;
        this.period = period;
        this.threads = new BackgroundThreads(
                "tasklist-retention",
                "tasklist-retention-worker",
                defect -> LOG.warn(
                        "old tasks cannot be deleted; the next attempt is in {}:" + " {}", period, defect.toString()));
    }

    void start() {
        threads.after(period, this::run);
    }

    private void run() {
        // First, because an exception ends this run.
        start();
        long deleted = store.deleteEnded(clock.instant().minus(age));
        if (deleted > 0) {
            LOG.info("deleted {} tasks that ended more than {} ago", deleted, age);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
