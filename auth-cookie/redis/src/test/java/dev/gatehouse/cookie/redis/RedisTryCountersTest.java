package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.TryCounters;
import dev.gatehouse.cookie.TryCounters.Key;
import dev.gatehouse.cookie.TryLimit;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.cookie.testkit.TryCountersContract;
import dev.gatehouse.cookie.testkit.Wire;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisTryCountersTest implements TryCountersContract {

    private static final Key KEY = new Key(1, -2);
    private static final String MEMBER = "0000000000000001fffffffffffffffe";

    private final TestStores stores = new TestStores();
    private final RedisServer redis;
    private final String prefix;

    RedisTryCountersTest(Redis.Shared shared) {
        redis = shared.server();
        prefix = shared.newPrefix();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    public TryCounters node() {
        return counters(RedisTryCounters.ROOM);
    }

    private TryCounters counters(int room) {
        return new RedisTryCounters(stores.redis(redis.url(), prefix), room);
    }

    private long micros() {
        var time = (java.util.List<?>) redis.send("TIME");
        return Long.parseLong(new String((byte[]) time.get(0))) * 1_000_000
                + Long.parseLong(new String((byte[]) time.get(1)));
    }

    @Test
    void waitForTheNextTry_isWhatIsLeftOfTheInterval() throws Exception {
        TryCounters counters = node();
        long before = micros();
        TryCountersContract.takeAll(counters, KEY);
        Duration wait = counters.take(KEY, LIMIT);
        long past = micros() - before;
        assertTrue(wait.compareTo(LIMIT.interval()) <= 0, wait.toString());
        assertTrue(wait.plusNanos(past * 1000).compareTo(LIMIT.interval()) >= 0, wait + " after " + past);
    }

    @Test
    void try_isThereAgainWhenItsIntervalIsOver() throws Exception {
        TryLimit brief = new TryLimit(1, Duration.ofMillis(50));
        TryCounters counters = node();
        long before = micros();
        assertEquals(Duration.ZERO, counters.take(KEY, brief));
        boolean again = counters.take(KEY, brief).isZero();
        while (!again) {
            again = counters.take(KEY, brief).isZero();
        }
        assertTrue(micros() - before >= 50_000);
        while ((Long) redis.send("EXISTS", prefix + "tries") == 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keyWithAllItsTries_isForgotten() throws Exception {
        redis.send("ZADD", prefix + "tries", Long.toString(micros() - 1), MEMBER);
        TryCounters counters = node();
        counters.take(new Key(5, 5), LIMIT);
        assertEquals(1L, redis.send("ZCARD", prefix + "tries"));
        TryCountersContract.takeAll(counters, KEY);
    }

    @Test
    void clockThatWasPutBack_takesNoMoreThanAllTries() throws Exception {
        TryCounters counters = node();
        redis.send("ZADD", prefix + "tries", Long.toString(micros() + 1_000_000_000_000L), MEMBER);
        Duration wait = counters.take(KEY, LIMIT);
        assertFalse(wait.isZero());
        assertTrue(wait.compareTo(LIMIT.interval()) <= 0, wait.toString());
    }

    @Test
    void keysForWhichThereIsNoRoom_shareACount() throws Exception {
        TryCounters counters = counters(2);
        assertEquals(Duration.ZERO, counters.take(new Key(1, 1), LIMIT));
        assertEquals(Duration.ZERO, counters.take(new Key(2, 2), LIMIT));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, counters.take(new Key(100 + i, 7), LIMIT));
        }
        assertFalse(counters.take(new Key(200, 7), LIMIT).isZero());
        assertFalse(counters.take(new Key(200, 7 + 1024), LIMIT).isZero());
        assertEquals(Duration.ZERO, counters.take(new Key(1, 1), LIMIT));
        assertEquals(3L, redis.send("ZCARD", prefix + "tries"));
    }

    @Test
    void notedKey_isForgottenWhenItsTimeIsOver() throws Exception {
        TryCounters counters = node();
        counters.remember(KEY, Duration.ofMillis(50));
        while (counters.remembers(KEY)) {
            Thread.onSpinWait();
        }
        counters.remember(KEY, Duration.ofDays(30));
        long rest = (Long) redis.send("PTTL", prefix + "k:" + MEMBER);
        assertTrue(rest > Duration.ofDays(29).toMillis());
    }

    @Test
    void somethingElseInThePlaceOfTheCounts_isUnavailableAndNeverATry() throws Exception {
        TryCounters counters = node();
        redis.send("SET", prefix + "tries", "many");
        for (int i = 0; i < 6; i++) {
            assertThrows(SessionsUnavailableException.class, () -> counters.take(KEY, LIMIT));
        }
        redis.send("DEL", prefix + "tries");
        redis.send("ZADD", prefix + "tries", "+inf", MEMBER);
        assertFalse(counters.take(KEY, LIMIT).isZero());
        redis.send("ZADD", prefix + "tries", "-inf", MEMBER);
        TryCountersContract.takeAll(counters, KEY);
    }

    @Test
    void tryGivenBackOverABrokenConnection_isGivenBackOnceAtMost() throws Exception {
        try (Wire wire = new Wire(redis.port())) {
            TryCounters counters = new RedisTryCounters(
                    stores.redis("redis://127.0.0.1:" + wire.port(), prefix), RedisTryCounters.ROOM);
            TryCountersContract.takeAll(counters, KEY);
            wire.cut();
            wire.mend();
            assertThrows(SessionsUnavailableException.class, () -> counters.giveBack(KEY, LIMIT));
            assertFalse(counters.take(KEY, LIMIT).isZero());
            counters.giveBack(KEY, LIMIT);
            assertEquals(Duration.ZERO, counters.take(KEY, LIMIT));
        }
    }
}
