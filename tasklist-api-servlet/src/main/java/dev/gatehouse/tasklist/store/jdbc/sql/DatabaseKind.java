package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.JdbcDrivers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * The supported databases and their differences.
 *
 * @since 0.1
 */
@Internal
public enum DatabaseKind {
    /** Embedded, in memory or in a file. */
    H2("org.h2.Driver") {
        @Override
        public List<String> migrations() {
            return List.of(COMMON, "classpath:db/tasklist/h2");
        }

        @Override
        public String changeSql() {
            return "SET LOCK_TIMEOUT 60000";
        }

        @Override
        public String indexNames() {
            return "SELECT LOWER(i.index_name) FROM information_schema.indexes i";
        }

        @Override
        public String analyze() {
            return "ANALYZE SAMPLE_SIZE 1000";
        }

        @Override
        public String initSql(Duration statement) {
            // A commit is in the file when it returns, so that neither a kill nor a full disk takes back what a client
            // knows of. The file does not remember the setting.
            return "SET WRITE_DELAY 0; SET QUERY_TIMEOUT " + statement.toMillis();
        }

        @Override
        public Properties properties(Duration connect, Duration statement) {
            return new Properties();
        }

        @Override
        public String useIndex(String index) {
            // H2 estimates that a state or a tenant selects few tasks, and would take a shorter index.
            return " USE INDEX (" + index + ")";
        }

        @Override
        public boolean hasClosed(String sqlState) {
            return H2_CLOSED.contains(sqlState);
        }
    },

    POSTGRESQL("org.postgresql.Driver") {
        @Override
        public List<String> migrations() {
            return List.of(COMMON, "classpath:db/tasklist/postgresql");
        }

        @Override
        public String changeSql() {
            return "SET lock_timeout = 60000";
        }

        @Override
        public String indexNames() {
            return "SELECT i.indexname FROM pg_indexes i WHERE i.schemaname = current_schema()";
        }

        @Override
        public String analyze() {
            // Until the server does so by itself, it would take the tables for empty.
            return "ANALYZE task, task_candidate, task_scope, variable, task_snapshot, task_match";
        }

        @Override
        public String initSql(Duration statement) {
            // Pages are read along indexes in any case. Compiling a statement takes longer than running it.
            return "SET statement_timeout = " + statement.toMillis() + "; SET random_page_cost = 1.1; SET jit = off";
        }

        @Override
        public Properties properties(Duration connect, Duration statement) {
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
        public String useIndex(String index) {
            return "";
        }

        @Override
        public boolean hasClosed(String sqlState) {
            return false;
        }
    };

    /** Name of the pool, and of the application in PostgreSQL. */
    public static final String POOL_NAME = "tasklist-store";

    private static final String COMMON = "classpath:db/tasklist/migration";

    // States of H2 after which none of the connections can be used; HY000 is a failure to write the file.
    private static final Set<String> H2_CLOSED = Set.of("HY000", "90007", "90028", "90031", "90067", "90098", "90121");

    private final String driverName;

    DatabaseKind(String driverName) {
        this.driverName = driverName;
    }

    /** Returns the class name of the JDBC driver. */
    public String driverName() {
        return driverName;
    }

    /**
     * Opens a connection.
     *
     * @throws SQLException if the database does not answer or refuses
     * @throws IllegalStateException if the driver is not on the class path
     */
    public Connection connect(String url, Properties properties) throws SQLException {
        return JdbcDrivers.connect(
                JdbcDrivers.create(driverName, DatabaseKind.class.getClassLoader()), url, properties);
    }

    /**
     * Returns the kind of database of a URL.
     *
     * @throws IllegalArgumentException if it is not supported
     */
    public static DatabaseKind of(String url) {
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
    public abstract List<String> migrations();

    /**
     * Returns the first statement of a connection that changes tables. A change waits for the transactions that use the
     * table, and new ones wait for it, so it gives up after a minute.
     */
    public abstract String changeSql();

    /** Returns a query for the names of all indexes in lower case. */
    public abstract String indexNames();

    /** Returns a statement that counts values for the planner. */
    public abstract String analyze();

    /**
     * Returns the first statement of a connection of the pool. It makes the database cancel a statement that takes
     * longer.
     */
    public abstract String initSql(Duration statement);

    /** Returns the properties of the driver. */
    public abstract Properties properties(Duration connect, Duration statement);

    /** Returns what follows the alias of a table to recommend an index. */
    public abstract String useIndex(String index);

    /** Returns whether the database has closed itself, so that only a new connection can use it. */
    public abstract boolean hasClosed(String sqlState);
}
