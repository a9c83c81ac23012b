package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** A store in memory whose sorts by due date take until the test ends them. Meanwhile they hold their connections. */
public final class HeldSearches {

    private final CountDownLatch begun;
    private final CountDownLatch end = new CountDownLatch(1);
    private final JdbcTaskStore store;

    /**
     * Opens the store.
     *
     * @param count number of searches to wait for, see {@link #awaitBegun}
     */
    public HeldSearches(int count) {
        begun = new CountDownLatch(count);
        // The speed of the machine must not decide whether a search that waits is refused.
        store = TaskStores.openJdbc(StoreOptions.of("jdbc:h2:mem:" + TestStores.uniqueName())
                .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        store.database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (context.getRenderedSql().contains("due_asc")) {
                    begun.countDown();
                    awaitUninterrupted(end);
                }
            }
        });
    }

    public TaskStore store() {
        return store;
    }

    /** Waits until that many searches are being executed. */
    public void awaitBegun() throws InterruptedException {
        begun.await();
    }

    public void end() {
        end.countDown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
