package dev.gatehouse.spi.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedFileTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_BYTES = 20;

    private final AtomicLong nanos = new AtomicLong(7);
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("keys.txt");
    }

    private void write(String text, int secondsAgo) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.from(NOW.minusSeconds(secondsAgo)));
    }

    private void second() {
        nanos.addAndGet(1_000_000_000L);
    }

    private ReloadedFile<String> open() throws UnusableFileException {
        ReloadedFile.Listener listener = new ReloadedFile.Listener() {
            @Override
            public void reloaded(Path changed) {
                told.add("reloaded");
            }

            @Override
            public void kept(Path changed, UnusableFileException problem) {
                told.add(String.valueOf(problem.getMessage()));
            }
        };
        return ReloadedFile.open(
                file(), MAX_BYTES, ReloadedFileTest::parse, listener, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
    }

    private static String parse(byte[] content) throws UnusableFileException {
        String text = ReloadedFile.utf8(content);
        if (text.startsWith("bad")) {
            throw new UnusableFileException(3, "no key");
        }
        if (text.startsWith("defect")) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    @Test
    void changeThatHasSettled_isReadAtTheNextLook() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        write("two", 90);
        assertEquals("one", file.content(), "a look is due once a second");
        second();
        assertEquals("two", file.content());
        assertEquals(List.of("reloaded"), told);
        second();
        assertEquals("two", file.content());
        assertEquals(1, told.size());
    }

    @Test
    void recentChange_isReadWhenTwoLooksSeeTheSame() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        write("tw", 0);
        second();
        assertEquals("one", file.content());
        write("two", 0);
        second();
        assertEquals("one", file.content(), "it has grown");
        second();
        assertEquals("two", file.content());
    }

    @Test
    void fileThatIsReplacedWithTheSameTimeAndSize_isRead() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        Path other = folder.resolve("other");
        Files.writeString(other, "two");
        Files.setLastModifiedTime(other, FileTime.from(NOW.minusSeconds(100)));
        Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
        second();
        assertEquals("two", file.content());
    }

    @Test
    void unusableContent_keepsTheLastGoodAndIsToldOnce() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        assertEquals(Health.up(), file.health());
        write("bad", 90);
        for (int i = 0; i < 3; i++) {
            second();
            assertEquals("one", file.content());
        }
        assertEquals(
                new Health(Health.State.DEGRADED, "the previous content stays in effect: " + file() + ":3: no key"),
                file.health());
        assertEquals(List.of("no key"), told);
        write("two", 80);
        second();
        assertEquals(Health.up(), file.health(), "health looks, too");
        assertEquals("two", file.content());
    }

    @Test
    void everyWayToBeUnusable_keepsTheLastGood() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        write("x".repeat(MAX_BYTES + 1), 90);
        second();
        assertEquals("one", file.content());
        write("defect with a secret", 80);
        second();
        assertEquals("one", file.content());
        Files.write(file(), "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Files.setLastModifiedTime(file(), FileTime.from(NOW.minusSeconds(70)));
        second();
        assertEquals("one", file.content());
        Files.delete(file());
        second();
        file.content();
        second();
        assertEquals("one", file.content());
        assertEquals(
                List.of(
                        "the file is larger than 20 bytes",
                        "cannot parse the file (IllegalStateException)",
                        "the file is not in UTF-8; save it in this encoding",
                        "the file does not exist; create it or correct the path"),
                told);
        assertEquals(Health.State.DEGRADED, file.health().state());
    }

    @Test
    void fileThatIsUnusableAtTheStart_isRefused() throws Exception {
        assertEquals(
                "the file does not exist; create it or correct the path",
                assertThrows(UnusableFileException.class, this::open).getMessage());
        write("bad", 100);
        UnusableFileException bad = assertThrows(UnusableFileException.class, this::open);
        assertEquals(3, bad.line());
        assertEquals(file() + ":3: no key", bad.at(file()));
        assertEquals("f: whole", new UnusableFileException(0, "whole").at(Path.of("f")));
        assertEquals(List.of(), told);
    }

    @Test
    void readNow_readsAtOnce() throws Exception {
        write("one", 100);
        ReloadedFile<String> file = open();
        write("two", 0);
        assertEquals("two", file.readNow());
        write("bad", 0);
        assertThrows(UnusableFileException.class, file::readNow);
        assertEquals("two", file.content());
        assertEquals(Health.State.DEGRADED, file.health().state());
    }

    @Test
    void exampleOfTheGuide_readsKeys() throws Exception {
        write("", 100);
        ReloadedFile.Listener none = (changed, problem) -> {};
        assertThrows(UnusableFileException.class, () -> new KeyFile(file(), none, Clock.systemUTC()));
        write("a1\nb2\n", 90);
        KeyFile keys = new KeyFile(file(), none, Clock.systemUTC());
        assertTrue(keys.contains("a1") && keys.contains("b2"));
        assertFalse(keys.contains("c3"));
        assertEquals(Health.up(), keys.health());
    }

    @Test
    void byteOrderMark_isDropped() throws Exception {
        assertEquals("a\ufeff", ReloadedFile.utf8("\ufeffa\ufeff".getBytes(StandardCharsets.UTF_8)));
    }
}
