package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 12: the database of the sessions is damaged or away when the application starts. */
@Timeout(20)
class DamagedDatabaseCasesTest {

    private static final long SECOND = 1_000_000_000L;

    private final JdbcSessionsFactory factory = new JdbcSessionsFactory();

    @TempDir
    private Path folder;

    private Sessions start() {
        return factory.create(
                TestContext.of(factory, Map.of("auth.sessions.jdbc.url", "jdbc:h2:file:" + folder.resolve("s"))));
    }

    private static byte[] damaged(String how, byte[] good) {
        byte[] bad = good.clone();
        switch (how) {
            case "noise" -> new Random(1).nextBytes(bad);
            case "zeros" -> Arrays.fill(bad, (byte) 0);
            case "headers" -> Arrays.fill(bad, 0, 8192, (byte) 0);
            case "short" -> bad = Arrays.copyOf(good, 4096);
            case "text" -> bad = "no database".getBytes(StandardCharsets.US_ASCII);
            default -> throw new IllegalArgumentException(how);
        }
        return bad;
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise", "zeros", "headers", "short", "text"})
    void damagedFile_refusesTheStartWithARemedyAndStays(String how) throws Exception {
        Sessions first = start();
        Nodes.open(first, "demo");
        first.close();
        Path file = folder.resolve("s.mv.db");
        byte[] bad = damaged(how, Files.readAllBytes(file));
        Files.write(file, bad);
        SettingException refused = assertThrows(SettingException.class, this::start);
        assertEquals("auth.sessions.jdbc.url", refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("damaged"), message);
        assertTrue(message.contains("s.mv.db"), message);
        assertTrue(message.contains("restore it from a backup, or move it away"), message);
        assertArrayEquals(bad, Files.readAllBytes(file), "what may be rescued is not touched");
    }

    @Test
    void databaseThatIsAway_letsTheHostStart() throws Exception {
        Path notMounted = Files.createFile(folder.resolve("volume"));
        String url = "jdbc:h2:file:" + notMounted.resolve("s");
        Sessions sessions = factory.create(TestContext.of(factory, Map.of("auth.sessions.jdbc.url", url)));
        assertEquals(Health.State.DOWN, sessions.health().state());
        Files.delete(notMounted);
        while (sessions.health().state() != Health.State.UP) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            assertFalse(Thread.interrupted(), "the time is over");
        }
        sessions.close();
    }

    @Test
    void warningsAboutALastingOutage_becomeRare() {
        AtomicLong nanos = new AtomicLong(-3 * SECOND);
        GrowingIntervals warnings = new GrowingIntervals(nanos::get);
        int inTheFirstMinute = 0;
        int inTheFirstDay = 0;
        for (int half = 0; half < 2 * 86_400; half++) {
            if (warnings.due()) {
                inTheFirstDay++;
                inTheFirstMinute += half < 120 ? 1 : 0;
            }
            nanos.addAndGet(SECOND / 2);
        }
        assertEquals(6, inTheFirstMinute);
        assertTrue(inTheFirstDay < 300, () -> "warnings of a day");
    }
}
