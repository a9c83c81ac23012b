package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.store.TaskStore;

/**
 * Opens task stores in a database.
 *
 * @since 0.1
 */
@Incubating
public final class TaskStores {

    private TaskStores() {}

    /**
     * Opens a store with default options.
     *
     * @param jdbcUrl URL as in {@link StoreOptions}
     * @return a thread-safe store
     * @throws IllegalArgumentException if the URL is of no supported kind
     */
    public static TaskStore open(String jdbcUrl) {
        return open(StoreOptions.of(jdbcUrl));
    }

    /**
     * Opens the database and creates or migrates its tables. An H2 database is created if it does not exist. Several
     * nodes may open one PostgreSQL database at once.
     *
     * @return a thread-safe store; closing it closes the connections, and H2 with them
     * @throws RuntimeException if the database cannot be reached or migrated
     */
    public static TaskStore open(StoreOptions options) {
        return openJdbc(options);
    }

    static JdbcTaskStore openJdbc(StoreOptions options) {
        return new JdbcTaskStore(StoreDatabase.open(options), options.clock());
    }
}
