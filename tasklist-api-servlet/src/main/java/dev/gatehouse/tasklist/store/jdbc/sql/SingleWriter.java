package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one transaction at a time change an H2 database. H2 writes its file at each commit, table by table, so the file
 * may have some changes of a transaction that runs meanwhile and lack others. If the process is killed then, the
 * transaction is found half done. PostgreSQL needs no such order. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class SingleWriter {

    private final @Nullable ReentrantLock lock;
    private final Duration longestWait;

    /** Creates the order of one database. The maximum wait is that for the transactions of others. */
    public SingleWriter(DatabaseKind kind, Duration longestWait) {
        // Fair, since waiting callers have the same time limit.
        this.lock = kind == DatabaseKind.H2 ? new ReentrantLock(true) : null;
        this.longestWait = longestWait;
    }

    /**
     * Runs a transaction.
     *
     * @throws StoreUnavailableException if others take too long, or if the thread is interrupted
     */
    public <T> T run(Supplier<T> transaction) {
        if (lock == null) {
            return transaction.get();
        }
        try {
            if (!lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("other changes take too long");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the thread was interrupted");
        }
        try {
            return transaction.get();
        } finally {
            lock.unlock();
        }
    }
}
