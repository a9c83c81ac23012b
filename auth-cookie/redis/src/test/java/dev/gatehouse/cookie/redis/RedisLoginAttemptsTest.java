package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.LoginAttemptsContract;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisLoginAttemptsTest implements LoginAttemptsContract {

    private static final LoginAttempts.Key KEY = new LoginAttempts.Key(1, -2);
    private static final String MEMBER = "0000000000000001fffffffffffffffe";

    private final TestStores stores = new TestStores();
    private final RedisServer redis;
    private final String prefix;

    RedisLoginAttemptsTest(Redis.Shared shared) {
        redis = shared.server();
        prefix = shared.newPrefix();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    public LoginAttempts node() {
        return attempts(RedisLoginAttempts.ROOM);
    }

    private LoginAttempts attempts(int room) {
        return new RedisLoginAttempts(stores.redis(redis.url(), prefix), room);
    }

    private long micros() {
        var time = (java.util.List<?>) redis.send("TIME");
        return Long.parseLong(new String((byte[]) time.get(0), StandardCharsets.US_ASCII)) * 1_000_000
                + Long.parseLong(new String((byte[]) time.get(1), StandardCharsets.US_ASCII));
    }

    @Test
    void wait_isTheRestOfTheInterval() throws Exception {
        LoginAttempts attempts = node();
        long before = micros();
        LoginAttemptsContract.takeAll(attempts, KEY);
        Duration wait = attempts.take(KEY, LIMIT);
        long past = micros() - before;
        assertTrue(wait.compareTo(LIMIT.interval()) <= 0, wait.toString());
        assertTrue(wait.plusNanos(past * 1000).compareTo(LIMIT.interval()) >= 0, wait + " after " + past);
    }

    @Test
    void attempt_isAvailableAfterTheInterval() throws Exception {
        AttemptLimit brief = new AttemptLimit(1, Duration.ofMillis(50));
        LoginAttempts attempts = node();
        long before = micros();
        assertEquals(Duration.ZERO, attempts.take(KEY, brief));
        boolean again = attempts.take(KEY, brief).isZero();
        while (!again) {
            again = attempts.take(KEY, brief).isZero();
        }
        assertTrue(micros() - before >= 50_000);
        while ((Long) redis.send("EXISTS", prefix + "tries") == 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keyWithAllAttempts_isForgotten() throws Exception {
        redis.send("ZADD", prefix + "tries", Long.toString(micros() - 1), MEMBER);
        LoginAttempts attempts = node();
        attempts.take(new LoginAttempts.Key(5, 5), LIMIT);
        assertEquals(1L, redis.send("ZCARD", prefix + "tries"));
        LoginAttemptsContract.takeAll(attempts, KEY);
    }

    @Test
    void clockSetBack_extendsNoWait() throws Exception {
        LoginAttempts attempts = node();
        redis.send("ZADD", prefix + "tries", Long.toString(micros() + 1_000_000_000_000L), MEMBER);
        Duration wait = attempts.take(KEY, LIMIT);
        assertFalse(wait.isZero());
        assertTrue(wait.compareTo(LIMIT.interval()) <= 0, wait.toString());
    }

    @Test
    void keysWithoutRoom_shareACount() throws Exception {
        LoginAttempts attempts = attempts(2);
        assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(1, 1), LIMIT));
        assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(2, 2), LIMIT));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(100 + i, 7), LIMIT));
        }
        assertFalse(attempts.take(new LoginAttempts.Key(200, 7), LIMIT).isZero());
        assertFalse(attempts.take(new LoginAttempts.Key(200, 7 + 1024), LIMIT).isZero());
        assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(1, 1), LIMIT));
        assertEquals(3L, redis.send("ZCARD", prefix + "tries"));
    }

    @Test
    void rememberedKey_isForgottenAfterItsTime() throws Exception {
        LoginAttempts attempts = node();
        attempts.remember(KEY, Duration.ofMillis(50));
        while (attempts.remembers(KEY)) {
            Thread.onSpinWait();
        }
        attempts.remember(KEY, Duration.ofDays(30));
        long rest = (Long) redis.send("PTTL", prefix + "k:" + MEMBER);
        assertTrue(rest > Duration.ofDays(29).toMillis());
    }

    @Test
    void foreignValueInPlaceOfCounts_isUnavailable() throws Exception {
        LoginAttempts attempts = node();
        redis.send("SET", prefix + "tries", "many");
        for (int i = 0; i < 6; i++) {
            assertThrows(SessionsUnavailableException.class, () -> attempts.take(KEY, LIMIT));
        }
        redis.send("DEL", prefix + "tries");
        redis.send("ZADD", prefix + "tries", "+inf", MEMBER);
        assertFalse(attempts.take(KEY, LIMIT).isZero());
        redis.send("ZADD", prefix + "tries", "-inf", MEMBER);
        LoginAttemptsContract.takeAll(attempts, KEY);
    }

    @Test
    void returnOverABrokenConnection_happensAtMostOnce() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(redis.port())) {
            LoginAttempts attempts = new RedisLoginAttempts(
                    stores.redis("redis://127.0.0.1:" + proxy.port(), prefix), RedisLoginAttempts.ROOM);
            LoginAttemptsContract.takeAll(attempts, KEY);
            proxy.cut();
            proxy.restore();
            assertThrows(SessionsUnavailableException.class, () -> attempts.giveBack(KEY, LIMIT));
            assertFalse(attempts.take(KEY, LIMIT).isZero());
            attempts.giveBack(KEY, LIMIT);
            assertEquals(Duration.ZERO, attempts.take(KEY, LIMIT));
        }
    }
}
