package dev.gatehouse.cookie.redis;

import static dev.gatehouse.testkit.SessionSamples.START;
import static dev.gatehouse.testkit.SessionSamples.id;
import static dev.gatehouse.testkit.SessionSamples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.IndexKey;
import dev.gatehouse.cookie.sessions.SessionChange;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How Redis stores sessions, beyond the contract of every store. */
@ExtendWith(Redis.class)
class RedisSessionStoreTest {

    private static final Instant KEEP = START.plusSeconds(1000);
    private static final String DEMO = "u:" + IndexKey.of("local", "demo");

    private final TestStores stores = new TestStores();
    private final RedisServer redis;
    private final String prefix;
    private final RedisSessionStore store;

    RedisSessionStoreTest(Redis.Shared shared) {
        redis = shared.server();
        prefix = shared.newPrefix();
        store = stores.store(redis.url(), prefix);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private String key(int number) {
        return prefix + "s:" + id(number).digest();
    }

    private String field(int number, String name) {
        return redis.text("HGET", key(number), name);
    }

    private static long number(Object reply) {
        return (Long) reply;
    }

    @Test
    void lateWriteOfARemovedSession_isIgnored() throws Exception {
        store.add(session(1, "demo", "a"), KEEP);
        store.remove(id(1));
        store.add(session(1, "demo", "a"), KEEP);
        assertEquals(Optional.empty(), store.find(id(1)));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
        assertEquals(List.of(), store.removeWhere(new Selection("local", "a", null, null)));
        long rest = number(redis.send("PTTL", key(1)));
        assertTrue(rest > 0 && rest <= 300_000, "the mark stays for " + rest);
    }

    @Test
    void repeatedAdd_keepsTheSession() throws Exception {
        store.add(session(1, "demo", null), KEEP);
        store.replace(0, SessionChange.next(session(1, "demo", null), session(1, "demo", null)), KEEP);
        store.add(session(1, "demo", null), KEEP);
        assertEquals(1, store.find(id(1)).orElseThrow().version());
    }

    @Test
    void times_have19Digits() throws Exception {
        store.add(session(1, "demo", null), KEEP);
        Instant used = Instant.ofEpochSecond(0x7fff_ffffL).plusNanos(999_999_999);
        assertTrue(store.touch(id(1), used, KEEP));
        assertFalse(store.touch(id(2), used, KEEP));
        assertEquals("2147483647999999999", field(1, "u"));
        assertEquals(used, store.find(id(1)).orElseThrow().lastUsed());
        store.touch(id(1), used.minusNanos(1), KEEP);
        assertEquals(used, store.find(id(1)).orElseThrow().lastUsed());
        store.touch(id(1), used.plusNanos(1), KEEP);
        assertEquals(used.plusNanos(1), store.find(id(1)).orElseThrow().lastUsed());
        assertEquals("0000000000000000005", RedisTimes.text(5));
        assertEquals("9223372036854775807", RedisTimes.text(Long.MAX_VALUE));
        assertTrue(
                RedisTimes.text(999_999_999_999_999_999L).compareTo(RedisTimes.text(1_000_000_000_000_000_000L)) < 0);
        assertEquals("0000000000000000000", RedisTimes.text(Instant.EPOCH.minusNanos(1)));
    }

    @Test
    void keys_expireWithTheirSession() throws Exception {
        store.add(session(1, "demo", null), KEEP);
        assertTrue(number(redis.send("PTTL", key(1))) > 900_000);
        assertTrue(number(redis.send("PTTL", prefix + DEMO)) > 900_000);
        store.touch(id(1), START, KEEP.plusSeconds(1000));
        assertTrue(number(redis.send("PTTL", key(1))) > 1_900_000);
        assertTrue(number(redis.send("PTTL", prefix + DEMO)) > 1_900_000);
        store.add(session(2, "demo", null), KEEP);
        assertTrue(number(redis.send("PTTL", prefix + DEMO)) > 1_900_000);
        store.add(session(3, "act", null), START.minusSeconds(1));
        while (store.find(id(3)).isPresent()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), store.ofSubject("local", "act"));
    }

    @Test
    void setOfASubject_dropsExpiredSessions() throws Exception {
        for (int i = 0; i < 150; i++) {
            redis.send("ZADD", prefix + DEMO, "1000", id(i + 10).digest());
        }
        store.add(session(1, "demo", null), KEEP);
        assertEquals(51, number(redis.send("ZCARD", prefix + DEMO)));
        assertEquals(1, store.ofSubject("local", "demo").size());
        assertEquals(1, number(redis.send("ZCARD", prefix + DEMO)));
    }

    @Test
    void overdueSession_isEndedWithTheOthers() throws Exception {
        store.add(session(1, "demo", null), KEEP);
        stores.clock.advance(Duration.ofDays(1));
        assertEquals(1, store.ofSubject("local", "demo").size());
        assertEquals(List.of(id(1)), store.removeWhere(new Selection("local", null, "demo", null)));
    }

    @Test
    void manySessionsOfAUser_areFoundAndEnded() throws Exception {
        for (int i = 0; i < 450; i++) {
            store.add(session(i, "demo", null), KEEP);
        }
        assertEquals(450, store.ofSubject("local", "demo").size());
        assertEquals(
                450,
                store.removeWhere(new Selection("local", null, "demo", null)).size());
        assertEquals(0, number(redis.send("EXISTS", prefix + DEMO)));
    }

    @Test
    void corruptRecord_isIgnoredAndCanBeEnded() throws Exception {
        for (String damage : List.of("v", "u", "r")) {
            store.add(session(1, "demo", null), KEEP);
            redis.send("HSET", key(1), damage, "x");
            assertEquals(Optional.empty(), store.find(id(1)));
            assertEquals(List.of(), store.ofSubject("local", "demo"));
            assertEquals(Optional.empty(), store.remove(id(1)));
            assertEquals(0, number(redis.send("HEXISTS", key(1), "v")));
            redis.send("DEL", key(1));
        }
        store.add(session(1, "demo", null), KEEP);
        redis.send("HDEL", key(1), "u", "r");
        assertEquals(Optional.empty(), store.find(id(1)));
    }

    @Test
    void newerRecord_isUnavailableAndCanBeEnded() throws Exception {
        store.add(session(1, "demo", null), KEEP);
        redis.send("HSET", key(1), "r", "{\"v\":99}");
        assertThrows(SessionsUnavailableException.class, () -> store.find(id(1)));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
        assertEquals(List.of(id(1)), store.removeWhere(new Selection("local", null, "demo", null)));
    }

    @Test
    void foreignValue_affectsItsKeyOnly() throws Exception {
        redis.send("SET", key(1), "x");
        redis.send("SET", prefix + DEMO, "x");
        for (int i = 0; i < 6; i++) {
            assertEquals(Optional.empty(), store.find(id(1)));
            assertEquals(Optional.empty(), store.remove(id(1)));
            assertFalse(store.touch(id(1), START, KEEP));
            assertThrows(SessionsUnavailableException.class, () -> store.ofSubject("local", "demo"));
            assertThrows(
                    SessionsUnavailableException.class,
                    () -> store.removeWhere(new Selection("local", null, "demo", null)));
        }
        store.add(session(2, "act", null), KEEP);
        assertTrue(store.find(id(2)).isPresent());
        assertEquals(Health.State.UP, store.health().state());
    }

    @Test
    void hostileNames_areHarmless() throws Exception {
        List<String> names = List.of("*", "demo\r\nFLUSHALL\r\n", "\u0000", "{a}", "' .. redis.call('FLUSHALL') .. '");
        for (int i = 0; i < names.size(); i++) {
            store.add(session(i, names.get(i), names.get(i)), KEEP);
        }
        for (int i = 0; i < names.size(); i++) {
            SessionRecord found = store.ofSubject("local", names.get(i)).get(0);
            assertEquals(session(i, names.get(i), names.get(i)), found);
            assertEquals(List.of(id(i)), store.removeWhere(new Selection("local", names.get(i), null, null)));
        }
    }

    @Test
    void otherPrefix_isAnotherStore() throws Exception {
        RedisSessionStore other = stores.store(redis.url(), prefix + "{x}:");
        store.add(session(1, "demo", null), KEEP);
        assertEquals(Optional.empty(), other.find(id(1)));
        other.add(session(1, "demo", null), KEEP);
        assertEquals(
                1, other.removeWhere(new Selection("local", null, "demo", null)).size());
        assertTrue(store.find(id(1)).isPresent());
    }

    @Test
    void keys_haveThePrefixAndADigest() throws Exception {
        store.add(session(1, "demo", "a"), KEEP);
        for (Object key : (List<?>) redis.send("KEYS", "*")) {
            String text = new String((byte[]) key, StandardCharsets.UTF_8);
            assertTrue(text.matches("t\\d+:(\\{x}:)?([sui]:[A-Za-z0-9_-]{43}|tries|k:[0-9a-f]{32})"), text);
        }
    }
}
