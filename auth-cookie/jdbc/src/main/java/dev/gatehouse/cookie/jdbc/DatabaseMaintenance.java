package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.support.retry.BackgroundThreads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on a thread of its own: it creates the tables, retrying until the database answers, and then runs a task
 * periodically, with a random delay. Thread-safe.
 */
final class DatabaseMaintenance implements AutoCloseable {

    /** A periodic task. */
    @FunctionalInterface
    interface Chore {
        void run() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMaintenance.class);
    // A database that is down fails the first attempt much earlier; this is for a slow one.
    private static final Duration START_WAIT = Duration.ofSeconds(30);
    private static final long TABLES_EVERY_MILLIS = 500;
    private static final long CLEAN_MILLIS = 60_000;

    private final Database database;
    private final Schema schema;
    private final Chore chore;
    private final BackgroundThreads threads;
    private final CompletableFuture<@Nullable Exception> firstAttempt = new CompletableFuture<>();
    private volatile boolean ready;
    private volatile String problem = "no attempt has finished";
    private final GrowingIntervals warnings = new GrowingIntervals(System::nanoTime);

    DatabaseMaintenance(Database database, Schema schema, Chore chore) {
        this.database = database;
        this.schema = schema;
        this.chore = chore;
        String name = "gatehouse-" + schema.part();
        this.threads = new BackgroundThreads(
                name, name, defect -> LOG.error("upkeep of the {} failed unexpectedly", schema.part(), defect));
        threads.after(Duration.ZERO, this::makeTables);
    }

    void requireTables() throws SQLException {
        if (!ready) {
            throw new SQLException("the tables do not exist yet: " + problem);
        }
    }

    /** Returns the configuration error, if there is one. Waits up to 30 seconds for the first attempt. */
    @Nullable
    Exception refusal() {
        try {
            return firstAttempt.get(START_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an attempt never fails with an exception", impossible);
        }
    }

    private void makeTables() {
        try {
            schema.migrate(database);
            ready = true;
            if (warnings.begun()) {
                LOG.info("the database of the {} can be used now", schema.part());
            }
            chore.run();
            firstAttempt.complete(null);
        } catch (SQLException failure) {
            if (warnings.due()) {
                LOG.warn("the database of the {} cannot be used yet: {}", schema.part(), failure.getMessage());
            }
            problem = String.valueOf(failure.getMessage());
            firstAttempt.complete(DatabaseErrors.isFinal(failure) ? failure : null);
        } catch (FlywayException failure) {
            problem = String.valueOf(failure.getMessage());
            if (DatabaseErrors.mayPass(failure)) {
                if (warnings.due()) {
                    LOG.warn("the tables of the {} cannot be created yet: {}", schema.part(), problem);
                }
            } else {
                if (warnings.due()) {
                    LOG.error("the tables of the {} cannot be created: {}", schema.part(), problem);
                }
                firstAttempt.complete(failure);
            }
        } finally {
            later(ready ? this::clean : this::makeTables, ready ? pause() : TABLES_EVERY_MILLIS);
        }
    }

    private void later(Runnable task, long millis) {
        threads.after(Duration.ofMillis(millis), task);
    }

    private void clean() {
        try {
            chore.run();
        } catch (SQLException failure) {
            LOG.warn("maintenance of the {} failed: {}", schema.part(), failure.getMessage());
        } finally {
            later(this::clean, pause());
        }
    }

    // Nodes that started together must not clean up together.
    private static long pause() {
        return CLEAN_MILLIS / 2 + ThreadLocalRandom.current().nextLong(CLEAN_MILLIS);
    }

    @Override
    public void close() {
        threads.close();
    }
}
