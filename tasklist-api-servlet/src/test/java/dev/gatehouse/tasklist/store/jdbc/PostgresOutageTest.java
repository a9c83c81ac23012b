package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The connection to PostgreSQL breaks, and comes back. */
@ExtendWith(Postgres.class)
@Timeout(120)
class PostgresOutageTest {

    private CuttableProxy proxy;
    private TaskStore store;
    private TaskStore direct;

    @BeforeEach
    void open(Postgres.Server postgres) throws IOException {
        proxy = new CuttableProxy(postgres.port());
        String url = postgres.newDatabase();
        StoreOptions options = StoreOptions.of(url)
                .withUser("postgres", Secret.of("postgres"))
                .withTimeouts(Duration.ofMillis(500), Duration.ofSeconds(5));
        direct = TaskStores.open(options);
        String through = url.replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
        store = TaskStores.open(new StoreOptions(
                through,
                options.user(),
                options.password(),
                options.poolSize(),
                options.share(),
                options.connectTimeout(),
                options.statementTimeout(),
                options.clock()));
        TestStores.deploy(store);
        store.create(NewTask.of(100, "review").key(1).processVariables(Map.of("v", "1")));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        direct.close();
        proxy.close();
    }

    private void awaitBack() {
        while (true) {
            try {
                assertEquals(1, store.search(TaskQuery.builder().build()).size());
                return;
            } catch (StoreUnavailableException notYet) {
                assertTrue(notYet.getMessage().contains("not available"));
            }
        }
    }

    @Test
    void databaseThatIsDown_isUnavailableUntilItIsBack() throws Exception {
        for (int i = 0; i < 2; i++) {
            proxy.cut();
            assertThrows(
                    StoreUnavailableException.class,
                    () -> store.search(TaskQuery.builder().build()));
            assertThrows(StoreUnavailableException.class, () -> store.create(NewTask.of(100, "review")));
            proxy.restore();
            awaitBack();
        }
    }

    @Test
    void connectionThatBreaksWithinACompletion_leavesTheTaskAsItWas() throws Exception {
        Task before = direct.find("1").orElseThrow();
        assertThrows(
                StoreUnavailableException.class,
                () -> store.change("1", task -> {
                    try {
                        proxy.cut();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                    return new TaskChange.Complete(TestStores.NOW, Map.of("v", "2"), true);
                }));
        assertEquals(before, direct.find("1").orElseThrow());
        assertEquals(
                "1",
                direct.variable(before.processInstanceKey() + "-v")
                        .orElseThrow()
                        .value()
                        .full());
        proxy.restore();
        awaitBack();
        store.change("1", task -> new TaskChange.Complete(TestStores.NOW, Map.of("v", "2"), true));
        assertEquals(TaskState.COMPLETED, direct.find("1").orElseThrow().state());
    }
}
