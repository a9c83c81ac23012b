package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.FillingDisk;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.TaskStore;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attack 2: the disk of the tasks is full and then has space again, while the application runs. */
@Timeout(20)
class FullDiskCasesTest {

    private static final long TWO_SECONDS = TimeUnit.SECONDS.toNanos(2);

    @TempDir
    private Path folder;

    private final FillingDisk disk = FillingDisk.register();
    private TaskStore store;
    private int forms;

    @BeforeEach
    void open() {
        store = TaskStores.open(disk.url(folder.resolve("t")));
        TestStores.deploy(store);
        deploy();
    }

    @AfterEach
    void close() {
        disk.full(false);
        store.close();
    }

    private void deploy() {
        store.deploy(FormDeployment.of("form-" + forms, "{\"components\":[]}"));
        forms++;
    }

    private void fill(int attempts) {
        disk.full(true);
        for (int i = 0; i < attempts; i++) {
            assertThrows(StoreUnavailableException.class, this::deploy);
        }
    }

    private void assertInUseWithinTwoSeconds() {
        long begun = System.nanoTime();
        while (true) {
            try {
                deploy();
                break;
            } catch (StoreUnavailableException notYet) {
                assertTrue(System.nanoTime() - begun < TWO_SECONDS, notYet.toString());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        String key = String.valueOf(store.latestDefinitions(null, null).get(0).key());
        for (int i = 0; i < forms; i++) {
            assertTrue(store.form("form-" + i, key, null, null).isPresent(), "form-" + i);
        }
    }

    @Test
    void oneFailedWrite_isForgottenWithItsCause() {
        fill(1);
        disk.full(false);
        assertInUseWithinTwoSeconds();
    }

    @Test
    void longFullDisk_isForgottenWithItsCause() {
        fill(20);
        disk.full(false);
        assertInUseWithinTwoSeconds();
    }

    @Test
    void diskThatFillsAgain_recoversAgain() {
        for (int i = 0; i < 3; i++) {
            fill(3);
            disk.full(false);
            assertInUseWithinTwoSeconds();
        }
    }

    @Test
    void storeThatIsClosedWhileTheDiskIsFull_isClosed() {
        fill(1);
        store.close();
        disk.full(false);
        store = TaskStores.open(disk.url(folder.resolve("t")));
        assertInUseWithinTwoSeconds();
    }
}
