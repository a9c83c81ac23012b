package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The database cancels a statement that takes longer than the setting, and the connection can be used again. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
@Timeout(120)
class StatementTimeoutTest {

    private final StoreOptions options;

    StatementTimeoutTest(TestDatabase database, Postgres.Server postgres) {
        options =
                database.options(postgres).withPoolSize(1).withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    private static String endless(DatabaseKind kind) {
        return kind == DatabaseKind.H2
                ? "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000000) WHERE MOD(X, 7) = 8"
                : "SELECT COUNT(*) FROM generate_series(1, 100000000000) i WHERE MOD(i, 7) = 8";
    }

    @Test
    void endlessStatement_isCancelledInTheDatabase() {
        try (JdbcTaskStore store = TaskStores.openJdbc(options)) {
            StoreDatabase database = store.database();
            for (int i = 0; i < 3; i++) {
                assertThrows(
                        StoreUnavailableException.class,
                        () -> database.read(handle -> handle.createQuery(endless(database.kind()))
                                .mapTo(Long.class)
                                .one()));
                assertEquals(List.of(), store.search(TaskQuery.builder().build()));
            }
        }
    }

    @Test
    void longWrite_isCancelledAndRolledBack() {
        try (JdbcTaskStore store = TaskStores.openJdbc(options)) {
            StoreDatabase database = store.database();
            assertThrows(
                    StoreUnavailableException.class,
                    () -> database.write(handle -> {
                        handle.execute("INSERT INTO variable_scope (scope_key) VALUES (7)");
                        return handle.createQuery(endless(database.kind()))
                                .mapTo(Long.class)
                                .one();
                    }));
            long rows = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM variable_scope")
                    .mapTo(Long.class)
                    .one());
            assertEquals(0, rows);
        }
    }
}
