package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.TryCounters;
import dev.gatehouse.cookie.TryCounters.Key;
import dev.gatehouse.cookie.TryLimit;
import dev.gatehouse.cookie.testkit.TryCountersContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcTryCountersTest implements TryCountersContract {

    private static final TryLimit LIMIT = new TryLimit(3, Duration.ofSeconds(30));
    private static final Key KEY = new Key(1, -2);

    private final TestStores stores = new TestStores();
    private final String url = TestStores.h2();

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    @Override
    public TryCounters node() {
        return new JdbcTryCounters(stores.sessions(url), stores.time);
    }

    @Test
    void tries_areThereAtOnceAndThenOneAfterEachInterval() throws Exception {
        TryCounters counters = node();
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
        TryCounters counters = node();
        counters.take(KEY, LIMIT);
        stores.clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        }
        assertFalse(counters.take(KEY, LIMIT).isZero());
    }

    @Test
    void notedKey_isRememberedForItsTimeWhateverItsTriesAre() throws Exception {
        TryCounters counters = node();
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
}
