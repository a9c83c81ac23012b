package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.TryCounters;
import dev.gatehouse.cookie.TryCounters.Key;
import dev.gatehouse.cookie.TryLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcTryCountersTest {

    private static final TryLimit LIMIT = new TryLimit(3, Duration.ofSeconds(30));
    private static final Key KEY = new Key(1, -2);

    private final TestStores stores = new TestStores();

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    private TryCounters counters(String url) {
        return new JdbcTryCounters(stores.sessions(url), stores.time);
    }

    @Test
    void tries_areThereAtOnceAndThenOneAfterEachInterval() throws Exception {
        TryCounters counters = counters(TestStores.h2());
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        }
        assertEquals(Duration.ofSeconds(30), counters.take(KEY, LIMIT));
        assertEquals(Duration.ZERO, counters.take(new Key(1, 2), LIMIT));
        stores.clock.advance(Duration.ofSeconds(10));
        assertEquals(Duration.ofSeconds(20), counters.take(KEY, LIMIT));
        stores.clock.advance(Duration.ofSeconds(20));
        assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        assertEquals(Duration.ofSeconds(30), counters.take(KEY, LIMIT));
    }

    @Test
    void quietKey_hasAllItsTriesBackAndNoMore() throws Exception {
        TryCounters counters = counters(TestStores.h2());
        counters.take(KEY, LIMIT);
        stores.clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        }
        assertFalse(counters.take(KEY, LIMIT).isZero());
    }

    @Test
    void resetAndGivenBackTries_areThereAgain() throws Exception {
        TryCounters counters = counters(TestStores.h2());
        for (int i = 0; i < 3; i++) {
            counters.take(KEY, LIMIT);
        }
        counters.giveBack(KEY, LIMIT);
        assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        assertFalse(counters.take(KEY, LIMIT).isZero());
        counters.reset(KEY);
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        }
        assertFalse(counters.take(KEY, LIMIT).isZero());
        counters.giveBack(new Key(9, 9), LIMIT);
        counters.reset(new Key(9, 9));
    }

    @Test
    void notedKey_isRememberedForItsTimeWhateverItsTriesAre() throws Exception {
        TryCounters counters = counters(TestStores.h2());
        assertFalse(counters.remembers(KEY));
        counters.remember(KEY, Duration.ofDays(30));
        assertTrue(counters.remembers(KEY));
        counters.take(KEY, LIMIT);
        counters.reset(KEY);
        stores.clock.advance(Duration.ofDays(29));
        assertTrue(counters.remembers(KEY));
        counters.remember(KEY, Duration.ofDays(30));
        stores.clock.advance(Duration.ofDays(29));
        assertTrue(counters.remembers(KEY));
        stores.clock.advance(Duration.ofDays(1));
        assertFalse(counters.remembers(KEY));
    }

    @Test
    void triesOfManyAtOnce_areCountedExactly() throws Exception {
        String url = TestStores.h2();
        triesOfTwoNodes(counters(url), counters(url));
    }

    static void triesOfTwoNodes(TryCounters a, TryCounters b) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Duration>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TryCounters node = i % 2 == 0 ? a : b;
            attempts.add(() -> node.take(KEY, LIMIT));
        }
        int taken = 0;
        for (Future<Duration> wait : threads.invokeAll(attempts)) {
            taken += wait.get().isZero() ? 1 : 0;
        }
        threads.shutdownNow();
        assertEquals(3, taken);
    }
}
