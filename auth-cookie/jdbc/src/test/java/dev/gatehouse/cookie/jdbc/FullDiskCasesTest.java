package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.FillingDisk;
import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attack 2: the disk of the sessions is full and then has space again, while the application runs. */
@Timeout(20)
class FullDiskCasesTest {

    private static final long TWO_SECONDS = TimeUnit.SECONDS.toNanos(2);

    private final JdbcSessionsFactory factory = new JdbcSessionsFactory();

    @TempDir
    private Path folder;

    private final FillingDisk disk = FillingDisk.register();
    private Sessions sessions;
    private final List<String> cookies = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        sessions = factory.create(
                TestContext.of(factory, Map.of("auth.sessions.jdbc.url", disk.url(folder.resolve("s")))));
        for (int i = 0; i < 20; i++) {
            open();
        }
    }

    @AfterEach
    void close() {
        disk.full(false);
        sessions.close();
    }

    private void open() throws SessionsUnavailableException {
        cookies.add(Nodes.open(sessions, "demo").cookie().value());
    }

    /** Writes until each kind of failure has been met: that of the disk and those of the closed database. */
    private void fill(int attempts) {
        disk.full(true);
        for (int i = 0; i < attempts; i++) {
            assertThrows(SessionsUnavailableException.class, this::open);
        }
    }

    private void assertInUseWithinTwoSeconds() throws Exception {
        long begun = System.nanoTime();
        while (true) {
            try {
                open();
                break;
            } catch (SessionsUnavailableException notYet) {
                assertTrue(System.nanoTime() - begun < TWO_SECONDS, notYet.toString());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        for (String cookie : cookies) {
            assertTrue(sessions.find(cookie) instanceof Sessions.Lookup.Live, "no session is lost");
        }
    }

    @Test
    void oneFailedWrite_isForgottenWithItsCause() throws Exception {
        fill(1);
        disk.full(false);
        assertInUseWithinTwoSeconds();
    }

    @Test
    void longFullDisk_isForgottenWithItsCause() throws Exception {
        fill(100);
        disk.full(false);
        assertInUseWithinTwoSeconds();
    }

    @Test
    void diskThatFillsAgain_recoversAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            fill(5);
            disk.full(false);
            assertInUseWithinTwoSeconds();
        }
    }
}
