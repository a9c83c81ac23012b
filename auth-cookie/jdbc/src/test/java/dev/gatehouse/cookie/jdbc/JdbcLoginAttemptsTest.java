package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.testkit.LoginAttemptsContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcLoginAttemptsTest implements LoginAttemptsContract {

    private static final AttemptLimit LIMIT = new AttemptLimit(3, Duration.ofSeconds(30));
    private static final LoginAttempts.Key KEY = new LoginAttempts.Key(1, -2);

    private final TestStores stores = new TestStores();
    private final String url = TestStores.h2();

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    @Override
    public LoginAttempts node() {
        return new JdbcLoginAttempts(stores.sessions(url), stores.time);
    }

    @Test
    void attempts_becomeAvailableOnePerInterval() throws Exception {
        LoginAttempts attempts = node();
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, attempts.take(KEY, LIMIT));
        }
        assertEquals(Duration.ofSeconds(30), attempts.take(KEY, LIMIT));
        assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(1, 2), LIMIT));
        stores.clock.advance(Duration.ofSeconds(10));
        assertEquals(Duration.ofSeconds(20), attempts.take(KEY, LIMIT));
        stores.clock.advance(Duration.ofSeconds(20));
        assertEquals(Duration.ZERO, attempts.take(KEY, LIMIT));
        assertEquals(Duration.ofSeconds(30), attempts.take(KEY, LIMIT));
    }

    @Test
    void idleKey_hasAllAttemptsAndNoMore() throws Exception {
        LoginAttempts attempts = node();
        attempts.take(KEY, LIMIT);
        stores.clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, attempts.take(KEY, LIMIT));
        }
        assertFalse(attempts.take(KEY, LIMIT).isZero());
    }

    @Test
    void rememberedKey_isKeptForItsTime() throws Exception {
        LoginAttempts attempts = node();
        assertFalse(attempts.remembers(KEY));
        attempts.remember(KEY, Duration.ofDays(30));
        assertTrue(attempts.remembers(KEY));
        attempts.take(KEY, LIMIT);
        attempts.reset(KEY);
        stores.clock.advance(Duration.ofDays(29));
        assertTrue(attempts.remembers(KEY));
        attempts.remember(KEY, Duration.ofDays(30));
        stores.clock.advance(Duration.ofDays(29));
        assertTrue(attempts.remembers(KEY));
        stores.clock.advance(Duration.ofDays(1));
        assertFalse(attempts.remembers(KEY));
    }
}
