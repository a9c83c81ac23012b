package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The indexes that searches alone need. A large load into an empty store runs without them and creates them in the end,
 * because to sort all entries of an index once is cheaper than to insert each of them at its place. Used by one thread.
 */
final class SearchIndexes implements AutoCloseable {

    private static final Map<String, String> CREATE = statements();

    private final StorePool pool;
    private boolean dropped;

    SearchIndexes(StorePool pool) {
        this.pool = pool;
    }

    /** Drops the indexes if there is no task. */
    void dropIfEmpty() {
        pool.alone(connection -> {
            try (Statement statement = connection.createStatement()) {
                try (ResultSet tasks = statement.executeQuery("SELECT t.task_key FROM task t LIMIT 1")) {
                    if (tasks.next()) {
                        return;
                    }
                }
                dropped = true;
                for (String index : CREATE.keySet()) {
                    statement.execute("DROP INDEX IF EXISTS " + index);
                }
            }
        });
    }

    /** Creates the indexes again if they were dropped. */
    @Override
    public void close() {
        if (dropped) {
            pool.alone(connection -> {
                createMissing(connection, pool.kind());
                try (Statement statement = connection.createStatement()) {
                    statement.execute(pool.kind().analyze());
                }
            });
        }
    }

    /** Creates those indexes that do not exist, as after a load that was killed. */
    static void createMissing(Connection connection, DatabaseKind kind) throws SQLException {
        Set<String> existing = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet names = statement.executeQuery(kind.indexNames())) {
                while (names.next()) {
                    existing.add(names.getString(1));
                }
            }
            for (Map.Entry<String, String> index : CREATE.entrySet()) {
                if (!existing.contains(index.getKey())) {
                    statement.execute(index.getValue());
                }
            }
        }
    }

    /** Returns the statements by the names of the indexes. */
    private static Map<String, String> statements() {
        try (InputStream file = SearchIndexes.class.getResourceAsStream("/db/tasklist/search-indexes.sql")) {
            Map<String, String> statements = new LinkedHashMap<>();
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("CREATE INDEX "))
                    .forEach(line -> statements.put(line.split(" ", 4)[2], line));
            return statements;
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the list of indexes", unreadable);
        }
    }
}
