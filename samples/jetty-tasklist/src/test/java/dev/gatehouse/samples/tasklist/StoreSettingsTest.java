package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSettingsTest {

    @TempDir
    private Path folder;

    private StoreOptions read(Map<String, String> settings) {
        Gatehouse.Builder builder =
                SampleSettings.declare(Gatehouse.builder()).withoutEnvironment().settings(settings);
        return StoreSettings.of(builder.applicationSettings(), folder);
    }

    private String refusal(Map<String, String> settings) {
        return String.valueOf(
                assertThrows(SettingException.class, () -> read(settings)).getMessage());
    }

    @Test
    void nothingSet_isADatabaseInTheDirectoryOfTheData() {
        StoreOptions options = read(Map.of());

        assertTrue(options.url().startsWith("jdbc:h2:file:" + folder.toAbsolutePath()), options.url());
        assertNull(options.user());
        assertEquals(10, options.poolSize());
        assertEquals(3, options.share());
        assertEquals(Duration.ofSeconds(10), options.statementTimeout());
    }

    @Test
    void everything_isRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        StoreOptions options = read(Map.of(
                "tasklist.store.url", "jdbc:postgresql://db/tasks",
                "tasklist.store.user", "me",
                "tasklist.store.password", "file:" + secret,
                "tasklist.store.pool-size", "20",
                "tasklist.store.share", "4",
                "tasklist.store.connect-timeout", "2s",
                "tasklist.store.statement-timeout", "500ms"));

        assertEquals("jdbc:postgresql://db/tasks", options.url());
        assertEquals("me", options.user());
        assertEquals(Secret.of("s3cret"), options.password());
        assertEquals(20, options.poolSize());
        assertEquals(4, options.share());
        assertEquals(Duration.ofSeconds(2), options.connectTimeout());
        assertEquals(Duration.ofMillis(500), options.statementTimeout());
        assertFalse(options.toString().contains("s3cret"), options.toString());
    }

    @Test
    void passwordInTheUrl_isRefusedAndNotRepeated() {
        String refusal = refusal(Map.of("tasklist.store.url", "jdbc:postgresql://db/tasks?user=me&password=s3cret"));

        assertTrue(refusal.contains("tasklist.store.url: "), refusal);
        assertTrue(refusal.contains("tasklist.store.password"), refusal);
        assertFalse(refusal.contains("s3cret"), refusal);
    }

    @Test
    void unsupportedDatabase_isRefused() {
        String refusal = refusal(Map.of("tasklist.store.url", "jdbc:mysql://db/tasks"));

        assertTrue(refusal.contains("jdbc:postgresql:"), refusal);
    }

    @Test
    void shareOverThePoolSize_isRefused() {
        String refusal = refusal(Map.of("tasklist.store.pool-size", "4", "tasklist.store.share", "5"));

        assertTrue(refusal.contains("tasklist.store.pool-size, which is 4"), refusal);
    }
}
