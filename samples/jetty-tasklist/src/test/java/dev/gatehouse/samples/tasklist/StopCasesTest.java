package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attack 15: a stop while the application starts, such as while demonstration data is stored. */
@Timeout(20)
class StopCasesTest {

    private final StopSignal signal = new StopSignal();
    private final AtomicInteger closed = new AtomicInteger();

    private Thread stop(CountDownLatch running) {
        Thread thread = new Thread(() -> {
            running.countDown();
            signal.stop();
        });
        thread.start();
        return thread;
    }

    @Test
    void stopDuringTheStart_closesAfterIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Thread stop = stop(running);
        running.await();
        while (!signal.isGiven()) {
            Thread.onSpinWait();
        }
        assertEquals(0, closed.get(), "what starts is still in use");
        signal.started(closed::incrementAndGet);
        stop.join();
        assertEquals(1, closed.get());
    }

    @Test
    void stopAfterARefusedStart_closesNothing() {
        signal.started(null);
        signal.stop();
        assertEquals(0, closed.get());
        assertTrue(signal.isGiven());
    }

    @Test
    void stopAfterTheStart_closesOnce() {
        signal.started(closed::incrementAndGet);
        assertFalse(signal.isGiven());
        signal.stop();
        assertEquals(1, closed.get());
    }

    @Test
    void closeThatFails_isNoStackTrace() {
        signal.started(() -> {
            throw new IllegalStateException("a defect");
        });
        signal.stop();
        assertTrue(signal.isGiven());
    }
}
