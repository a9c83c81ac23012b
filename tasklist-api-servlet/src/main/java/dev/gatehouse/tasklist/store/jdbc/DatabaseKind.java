package dev.gatehouse.tasklist.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** The supported databases and their differences. */
enum DatabaseKind {
    /** Embedded, in memory or in a file. */
    H2 {
        @Override
        List<String> migrations() {
            return List.of(COMMON, "classpath:db/tasklist/h2");
        }

        @Override
        String changeSql() {
            return "SET LOCK_TIMEOUT 60000";
        }

        @Override
        String indexNames() {
            return "SELECT LOWER(i.index_name) FROM information_schema.indexes i";
        }

        @Override
        String analyze() {
            return "ANALYZE SAMPLE_SIZE 1000";
        }

        @Override
        String initSql(Duration statement) {
            // A commit is in the file when it returns, so that neither a kill nor a full disk takes back what a client
            // knows of.
            return "SET WRITE_DELAY 0; SET QUERY_TIMEOUT " + statement.toMillis();
        }

        @Override
        Properties properties(Duration connect, Duration statement) {
            return new Properties();
        }

        @Override
        String useIndex(String index) {
            // H2 estimates that a state or a tenant selects few tasks, and would take a shorter index.
            return " USE INDEX (" + index + ")";
        }

        @Override
        boolean hasClosed(String sqlState) {
            return H2_CLOSED.contains(sqlState);
        }
    },

    POSTGRESQL {
        @Override
        List<String> migrations() {
            return List.of(COMMON, "classpath:db/tasklist/postgresql");
        }

        @Override
        String changeSql() {
            return "SET lock_timeout = 60000";
        }

        @Override
        String indexNames() {
            return "SELECT i.indexname FROM pg_indexes i WHERE i.schemaname = current_schema()";
        }

        @Override
        String analyze() {
            // Until the server does so by itself, it would take the tables for empty.
            return "ANALYZE task, task_candidate, task_scope, variable, task_snapshot, task_match";
        }

        @Override
        String initSql(Duration statement) {
            // Pages are read along indexes in any case. Compiling a statement takes longer than running it.
            return "SET statement_timeout = " + statement.toMillis() + "; SET random_page_cost = 1.1; SET jit = off";
        }

        @Override
        Properties properties(Duration connect, Duration statement) {
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", POOL_NAME);
            properties.setProperty("connectTimeout", Long.toString(Math.max(1, connect.toSeconds())));
            // A server that is gone without a word does not cancel its statements.
            properties.setProperty("socketTimeout", Long.toString(statement.toSeconds() + 5));
            properties.setProperty("tcpKeepAlive", "true");
            // A batch of rows becomes one statement.
            properties.setProperty("reWriteBatchedInserts", "true");
            return properties;
        }

        @Override
        String useIndex(String index) {
            return "";
        }

        @Override
        boolean hasClosed(String sqlState) {
            return false;
        }
    };

    /** Name of the pool, and of the application in PostgreSQL. */
    static final String POOL_NAME = "tasklist-store";

    private static final String COMMON = "classpath:db/tasklist/migration";

    // States of H2 after which none of the connections can be used; HY000 is a failure to write the file.
    private static final Set<String> H2_CLOSED = Set.of("HY000", "90007", "90028", "90031", "90067", "90098", "90121");

    /**
     * Returns the kind of database of a URL.
     *
     * @throws IllegalArgumentException if it is not supported
     */
    static DatabaseKind of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        if (lower.startsWith("jdbc:h2:mem:") || lower.startsWith("jdbc:h2:file:")) {
            return H2;
        }
        // The URL may contain a password, so the message does not repeat it.
        throw new IllegalArgumentException("unsupported JDBC URL for the task store: expected jdbc:h2:mem:<name>,"
                + " jdbc:h2:file:<path> or jdbc:postgresql://<host>/<database>");
    }

    /** Returns the folders of the migrations. */
    abstract List<String> migrations();

    /**
     * Returns the first statement of a connection that changes tables. A change waits for the transactions that use the
     * table, and new ones wait for it, so it gives up after a minute.
     */
    abstract String changeSql();

    /** Returns a query for the names of all indexes in lower case. */
    abstract String indexNames();

    /** Returns a statement that counts values for the planner. */
    abstract String analyze();

    /**
     * Returns the first statement of a connection of the pool. It makes the database cancel a statement that takes
     * longer.
     */
    abstract String initSql(Duration statement);

    /** Returns the properties of the driver. */
    abstract Properties properties(Duration connect, Duration statement);

    /** Returns what follows the alias of a table to recommend an index. */
    abstract String useIndex(String index);

    /** Returns whether the database has closed itself, so that only a new connection can use it. */
    abstract boolean hasClosed(String sqlState);
}
