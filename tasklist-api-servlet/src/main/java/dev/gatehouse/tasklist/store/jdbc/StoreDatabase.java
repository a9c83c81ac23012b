package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
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
    private final @Nullable String caller;

    private StoreDatabase(StorePool pool, CallerShares shares, @Nullable String caller) {
        this.pool = pool;
        this.shares = shares;
        this.caller = caller;
    }

    static StoreDatabase open(StoreOptions options) {
        return new StoreDatabase(
                StorePool.open(options),
                new CallerShares(options.poolSize(), options.share(), options.connectTimeout()),
                null);
    }

    /** Returns the database for the calls of one caller, which get a share of the connections. */
    StoreDatabase forCaller(String name) {
        return new StoreDatabase(pool, shares, name);
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
                    return pool.jdbi().inTransaction(work::apply);
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
