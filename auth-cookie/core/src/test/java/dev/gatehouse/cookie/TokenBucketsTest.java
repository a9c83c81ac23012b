package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final AttemptLimit LIMIT = new AttemptLimit(3, Duration.ofSeconds(30));

    private final TokenBuckets buckets = new TokenBuckets(10);

    private static LoginAttempts.Key key(long number) {
        return new LoginAttempts.Key(number, number);
    }

    @Test
    void attempts_becomeAvailableOnePerInterval() {
        for (int i = 0; i < 3; i++) {
            assertEquals(0, buckets.take(key(1), LIMIT, 0));
        }
        assertEquals(30 * SECOND, buckets.take(key(1), LIMIT, 0));
        assertEquals(20 * SECOND, buckets.take(key(1), LIMIT, 10 * SECOND));
        assertEquals(0, buckets.take(key(1), LIMIT, 30 * SECOND));
        assertEquals(30 * SECOND, buckets.take(key(1), LIMIT, 30 * SECOND));
    }

    @Test
    void refusedAttempts_doNotExtendTheWait() {
        for (int i = 0; i < 1000; i++) {
            buckets.take(key(1), LIMIT, 0);
        }
        assertEquals(0, buckets.take(key(1), LIMIT, 30 * SECOND));
    }

    @Test
    void keys_areCountedSeparately() {
        for (int i = 0; i < 4; i++) {
            buckets.take(key(1), LIMIT, 0);
        }
        assertEquals(0, buckets.take(key(2), LIMIT, 0));
    }

    @Test
    void idleKey_hasAllAttemptsAndNoMore() {
        for (int i = 0; i < 3; i++) {
            buckets.take(key(1), LIMIT, 0);
        }
        long later = 10_000 * SECOND;
        for (int i = 0; i < 3; i++) {
            assertEquals(0, buckets.take(key(1), LIMIT, later));
        }
        assertTrue(buckets.take(key(1), LIMIT, later) > 0);
    }

    @Test
    void resetAndReturnedAttempts_areAvailable() {
        for (int i = 0; i < 3; i++) {
            buckets.take(key(1), LIMIT, 0);
        }
        buckets.giveBack(key(1), LIMIT);
        assertEquals(0, buckets.take(key(1), LIMIT, 0));
        assertTrue(buckets.take(key(1), LIMIT, 0) > 0);
        buckets.reset(key(1));
        assertEquals(0, buckets.take(key(1), LIMIT, 0));
        buckets.giveBack(key(9), LIMIT);
        assertEquals(1, buckets.size());
    }

    @Test
    void floodOfKeys_isBoundedAndCounted() {
        for (int i = 0; i < 10; i++) {
            assertEquals(0, buckets.take(key(i), LIMIT, 0));
        }
        int taken = 0;
        for (int i = 10; i < 10_000; i++) {
            taken += buckets.take(key(i), LIMIT, 0) == 0 ? 1 : 0;
        }
        assertEquals(10, buckets.size());
        assertEquals(16 * 3, taken);
        assertEquals(0, buckets.take(key(5), LIMIT, 0));
        assertEquals(0, buckets.take(key(5), LIMIT, 0));
        assertTrue(buckets.take(key(5), LIMIT, 0) > 0, "a key from before the flood is not forgotten");
    }

    @Test
    void fullBuckets_areForgotten() {
        for (int i = 0; i < 10; i++) {
            buckets.take(key(i), LIMIT, 0);
        }
        buckets.take(key(100), LIMIT, 31 * SECOND);
        assertEquals(1, buckets.size());
    }

    @Test
    void concurrentAttempts_areCountedExactly() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Long>> attempts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            attempts.add(() -> buckets.take(key(1), LIMIT, 0));
        }
        int taken = 0;
        for (Future<Long> wait : threads.invokeAll(attempts)) {
            taken += wait.get() == 0 ? 1 : 0;
        }
        threads.shutdownNow();
        assertEquals(3, taken);
    }
}
