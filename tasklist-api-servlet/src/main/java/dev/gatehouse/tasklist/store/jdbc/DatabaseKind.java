package dev.gatehouse.tasklist.store.jdbc;

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
        String initSql() {
            // A commit is in the file when it returns, so that neither a kill nor a full disk takes back what a client
            // knows of.
            return "SET WRITE_DELAY 0";
        }

        @Override
        Properties properties(StoreOptions options) {
            return new Properties();
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
        String initSql() {
            return "SELECT 1";
        }

        @Override
        Properties properties(StoreOptions options) {
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", POOL_NAME);
            properties.setProperty(
                    "connectTimeout",
                    Long.toString(Math.max(1, options.connectTimeout().toSeconds())));
            properties.setProperty("tcpKeepAlive", "true");
            return properties;
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

    /** Returns the first statement of a connection. */
    abstract String initSql();

    /** Returns the properties of the driver. */
    abstract Properties properties(StoreOptions options);

    /** Returns whether the database has closed itself, so that only a new connection can use it. */
    abstract boolean hasClosed(String sqlState);
}
