package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch without its thread: each look is called by the test. */
class SettingsWatchTest {

    private static final Path FILE = Path.of("auth.properties");

    private final Logs logs = Logs.of("dev.gatehouse.servlet.SettingsWatch");
    private String content = "one";
    private String refusal = "";
    private boolean failed;
    private int reloads;
    private final SettingsWatch watch = new SettingsWatch(() -> Map.of(FILE, content), this::reload, () -> failed);

    private void reload() {
        reloads++;
        watch.attempted(watch.contents());
        failed = !refusal.isEmpty();
        if (failed) {
            throw new SettingException("auth.realm", refusal);
        }
    }

    @BeforeEach
    void start() {
        watch.attempted(watch.contents());
    }

    @AfterEach
    void close() {
        watch.close();
        logs.close();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    @Test
    void sameContent_isNotReloaded() {
        look(10);
        assertEquals(0, reloads);
    }

    @Test
    void change_isReloadedOnceAtTheSecondLook() {
        look(2);
        content = "two";
        look(1);
        assertEquals(0, reloads);
        look(1);
        assertEquals(1, reloads);
        look(10);
        assertEquals(1, reloads);
        assertEquals(List.of("the settings were reloaded"), logs.messages());
    }

    @Test
    void fileThatIsBeingWritten_isNotReloaded() {
        for (int i = 0; i < 10; i++) {
            content = "part " + i;
            look(1);
        }
        assertEquals(0, reloads);
        look(1);
        assertEquals(1, reloads);
    }

    @Test
    void contentThatWasReloadedByOthers_isNotReloadedAgain() {
        content = "two";
        look(1);
        reload();
        look(10);
        assertEquals(1, reloads);
    }

    @Test
    void contentThatChangedDuringAReload_isSeen() {
        Map<Path, String> before = watch.contents();
        content = "two";
        watch.attempted(before);
        look(2);
        assertEquals(1, reloads);
    }

    @Test
    void badContent_isReportedOnceAndTriedAgainMoreAndMoreRarely() {
        refusal = "first line\nsecond line";
        content = "bad";
        look(1000);
        assertTrue(reloads > 5 && reloads < 30, "reloads: " + reloads);
        assertEquals(
                List.of("the settings cannot be reloaded, and the previous ones stay in effect: first line;"
                        + " second line"),
                logs.messages());
        int before = reloads;
        content = "worse";
        look(2);
        assertEquals(before + 1, reloads);
        assertEquals(2, logs.messages().size(), "other content is reported again, though the reason is the same");
    }

    @Test
    void failureThatPasses_isOverWithoutAChange() {
        refusal = "elsewhere";
        content = "two";
        look(2);
        refusal = "";
        look(64);
        assertEquals(2, reloads);
        assertEquals("the settings were reloaded", logs.messages().get(1));
    }

    @Test
    void otherReasonForTheSameContent_isReported() {
        refusal = "one reason";
        content = "two";
        look(2);
        refusal = "another reason";
        look(64);
        assertEquals(2, logs.messages().size(), logs.messages().toString());
        assertTrue(
                logs.messages().get(1).endsWith(": another reason"),
                logs.messages().toString());
    }
}
