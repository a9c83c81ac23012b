package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.spi.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashingLimitTest {

    @Test
    void places_areLimited() {
        HashingLimit limit = new HashingLimit(2);
        for (int i = 0; i < 34; i++) {
            assertTrue(limit.enter());
        }
        assertFalse(limit.enter());
        limit.leave();
        assertTrue(limit.enter());
    }

    @Test
    void concurrentChecks_areLimited() throws Exception {
        HashingLimit limit = new HashingLimit(2, Duration.ofHours(1));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Optional<Boolean>>> checks = new ArrayList<>();
        PasswordHash hash = SampleUsers.hash("password");
        for (int i = 0; i < 100; i++) {
            checks.add(() -> limit.inTurn(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                boolean right = hash.matches("password");
                running.decrementAndGet();
                return right;
            }));
        }
        for (Future<Optional<Boolean>> outcome : threads.invokeAll(checks)) {
            assertEquals(Optional.of(true), outcome.get());
        }
        threads.shutdownNow();
        assertTrue(most.get() <= 2, "at once: " + most.get());
    }

    @Test
    void failedCheck_releasesItsTurn() throws Exception {
        HashingLimit limit = new HashingLimit(1);
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> limit.inTurn(() -> {
                        throw new IllegalStateException("broken");
                    }));
        }
        assertEquals(Optional.of(false), limit.inTurn(() -> false));
    }

    @Test
    void interruptedThread_getsNoTurn() throws Exception {
        Thread.currentThread().interrupt();
        assertEquals(Optional.empty(), new HashingLimit(1).inTurn(() -> true));
        assertTrue(Thread.interrupted());
    }

    @Test
    void measurements_tellRunningAndWaitingLogins() throws Exception {
        HashingLimit limit = new HashingLimit(2);
        limit.enter();
        limit.enter();

        List<Measurement> during = limit.inTurn(limit::measurements).orElseThrow();

        assertEquals(
                List.of(
                        Measurement.gauge("passwords.running", 1),
                        Measurement.gauge("passwords.limit", 2),
                        Measurement.gauge("passwords.waiting", 1)),
                during);
    }
}
