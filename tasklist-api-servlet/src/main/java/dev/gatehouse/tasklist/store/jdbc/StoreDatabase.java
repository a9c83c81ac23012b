package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.jdbc.sql.CallerShares;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.SingleWriter;
import dev.gatehouse.tasklist.store.jdbc.sql.StoreErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The database as one caller uses it, or all of them. Runs work and repeats it after failures that pass. Thread-safe.
 */
final class StoreDatabase implements AutoCloseable {

    private static final int ATTEMPTS = 4;

    private final StorePool pool;
    private final CallerShares shares;
    private final SingleWriter writer;
    private final @Nullable String caller;

    private StoreDatabase(StorePool pool, CallerShares shares, SingleWriter writer, @Nullable String caller) {
        this.pool = pool;
        this.shares = shares;
        this.writer = writer;
        this.caller = caller;
    }

    static StoreDatabase open(StoreOptions options) {
        StorePool pool = StorePool.open(options);
        return new StoreDatabase(
                pool,
                new CallerShares(options.poolSize(), options.share(), options.connectTimeout()),
                new SingleWriter(pool.kind(), options.statementTimeout()),
                null);
    }

    /** Returns the database for the calls of one caller, which get a share of the connections. */
    StoreDatabase forCaller(String name) {
        return new StoreDatabase(pool, shares, writer, name);
    }

    /** For counting statements. */
    Jdbi jdbi() {
        return pool.jdbi();
    }

    DatabaseKind kind() {
        return pool.kind();
    }

    SearchIndexes searchIndexes() {
        return new SearchIndexes(pool);
    }

    /** Runs work on a connection. */
    <T> T read(Function<Handle, T> work) {
        return shared(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return pool.jdbi().withHandle(work::apply);
                } catch (JdbiException failure) {
                    pool.reconnect(failure);
                    if (attempt == ATTEMPTS || !StoreErrors.isAlreadyClosed(failure)) {
                        throw StoreErrors.translated(kind(), failure);
                    }
                }
            }
        });
    }

    /**
     * Runs work in a transaction and repeats it after a conflict. The work reads before it writes, so that the
     * repetition sees the changes of the other transaction.
     */
    <T> T write(Function<Handle, T> work) {
        return shared(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return writer.run(() -> pool.jdbi().inTransaction(work::apply));
                } catch (JdbiException failure) {
                    pool.reconnect(failure);
                    boolean repeatable = StoreErrors.isCollision(failure) || StoreErrors.isAlreadyClosed(failure);
                    if (attempt == ATTEMPTS || !repeatable) {
                        throw StoreErrors.translated(kind(), failure);
                    }
                }
            }
        });
    }

    /**
     * Runs work in a transaction that others need not wait for. It may be half done after a kill, so it must change
     * only what may be lost or repeated. It is not repeated after a conflict.
     */
    <T> T writeBesideOthers(Function<Handle, T> work) {
        return shared(() -> {
            try (Handle handle = pool.jdbi().open()) {
                handle.begin();
                try {
                    T result = work.apply(handle);
                    alone(handle::commit);
                    return result;
                } finally {
                    if (handle.isInTransaction()) {
                        alone(handle::rollback);
                    }
                }
            } catch (JdbiException failure) {
                pool.reconnect(failure);
                throw StoreErrors.translated(kind(), failure);
            }
        });
    }

    /** Runs a step of {@link #writeBesideOthers} that writes the file of H2. */
    void alone(Runnable step) {
        writer.run(() -> {
            step.run();
            return true;
        });
    }

    /** Returns whether the database answers. Waits for a connection like any other call. */
    Health health() {
        try {
            read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
            return Health.up();
        } catch (StoreUnavailableException unavailable) {
            // A refusal of ours has no cause: the database works, and others use it.
            return unavailable.getCause() == null
                    ? new Health(Health.State.DEGRADED, "the task store is busy: " + unavailable.getMessage())
                    : new Health(
                            Health.State.DOWN, "the task store does not answer: " + StoreErrors.describe(unavailable));
        } catch (JdbiException failure) {
            return new Health(Health.State.DOWN, "the task store fails: " + StoreErrors.describe(failure));
        }
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(pool.measurements());
        all.add(Measurement.gauge("pool.waiting", shares.waiting()));
        return all;
    }

    private <T> T shared(Supplier<T> call) {
        return caller == null ? shares.run(call) : shares.run(caller, call);
    }

    @Override
    public void close() {
        pool.close();
    }
}
