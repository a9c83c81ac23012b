package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskStoresTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void file_keepsEverythingAcrossRestarts(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("tasks");
        Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
        Task created;
        try (TaskStore first = TaskStores.open(StoreOptions.of(url).withClock(clock))) {
            TestStores.deploy(first);
            created = first.create(NewTask.of(100, "review").localVariables(Map.of("v", "1")));
        }
        try (TaskStore second = TaskStores.open(StoreOptions.of(url).withClock(clock))) {
            assertEquals(1, TestStores.deploy(second).version());
            assertEquals(created, second.find(created.id()).orElseThrow());
            assertTrue(second.create(NewTask.of(100, "review")).key() > created.key());
        }
    }

    @Test
    void inMemoryDatabase_isDeletedOnClose() {
        String url = "jdbc:h2:mem:" + TestStores.uniqueName();
        try (TaskStore first = TaskStores.open(url)) {
            TestStores.deploy(first);
        }
        try (TaskStore second = TaskStores.open(url)) {
            assertTrue(second.definition("100").isEmpty());
        }
    }

    @Test
    void unsupportedUrl_isRefusedWithoutUrlInMessage() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TaskStores.open("jdbc:other://user:hidden@host/db"));
        assertTrue(!refused.getMessage().contains("hidden"));
    }
}
