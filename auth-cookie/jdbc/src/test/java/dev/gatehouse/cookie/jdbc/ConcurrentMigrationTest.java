package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.cookie.testkit.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that create the tables of one new database at the same moment. */
@ExtendWith(Postgres.class)
class ConcurrentMigrationTest {

    private static final int NODES = 6;
    private static final int H2_DATABASES = 20;

    private final TestStores stores = new TestStores();
    private final ExecutorService threads = Executors.newFixedThreadPool(NODES);

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        stores.close();
    }

    private void migrateAtOnce(String url) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Database database = stores.database(url);
            Schema schema = i % 2 == 0 ? Schema.SESSIONS : Schema.USERS;
            nodes.add(() -> {
                start.await();
                schema.migrate(database);
                return true;
            });
        }
        for (Future<Boolean> node : threads.invokeAll(nodes)) {
            // None may fail, not even in a way that a second attempt would mend.
            assertEquals(true, node.get());
        }
    }

    private static int failedMigrations(String url, String user) throws Exception {
        int failed = 0;
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            for (String part : List.of("sessions", "users")) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM \"gatehouse_" + part + "_history\" WHERE NOT \"success\"")) {
                    rows.next();
                    failed += rows.getInt(1);
                }
            }
        }
        return failed;
    }

    @Test
    void newH2_isMigratedOnce() throws Exception {
        for (int i = 0; i < H2_DATABASES; i++) {
            String url = TestStores.h2();
            migrateAtOnce(url);
            assertEquals(0, failedMigrations(url, ""));
        }
    }

    @Test
    void newPostgres_isMigratedOnce(Postgres.Server postgres) throws Exception {
        String url = postgres.newDatabase();
        migrateAtOnce(url);
        assertEquals(0, failedMigrations(url, "postgres"));
    }
}
