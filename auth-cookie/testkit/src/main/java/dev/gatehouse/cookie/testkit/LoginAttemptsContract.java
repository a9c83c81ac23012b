package dev.gatehouse.cookie.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What all shared counts of login attempts have in common. How time passes is up to each implementation.
 *
 * @since 0.1
 */
@Incubating
public interface LoginAttemptsContract {

    /** A few attempts, with an interval so long that none becomes available during a test. */
    AttemptLimit LIMIT = new AttemptLimit(3, Duration.ofMinutes(30));

    /**
     * Returns the login attempts of another node each time, all on one store, which is empty at the start of a test.
     */
    LoginAttempts node();

    @Test
    default void concurrentAttemptsOnSeveralNodes_areCountedExactly() throws Exception {
        LoginAttempts.Key key = new LoginAttempts.Key(1, -2);
        LoginAttempts a = node();
        LoginAttempts b = node();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Duration>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LoginAttempts node = i % 2 == 0 ? a : b;
            attempts.add(() -> node.take(key, LIMIT));
        }
        int taken = 0;
        for (Future<Duration> wait : threads.invokeAll(attempts)) {
            taken += wait.get().isZero() ? 1 : 0;
        }
        threads.shutdownNow();
        assertEquals(LIMIT.attempts(), taken);
    }

    @Test
    default void attemptsOfAnotherKey_areCountedSeparately() throws Exception {
        LoginAttempts attempts = node();
        takeAll(attempts, new LoginAttempts.Key(1, -2));
        takeAll(attempts, new LoginAttempts.Key(1, 2));
        takeAll(attempts, new LoginAttempts.Key(-1, -2));
    }

    @Test
    default void resetAndReturnedAttempts_areAvailable() throws Exception {
        LoginAttempts.Key key = new LoginAttempts.Key(1, -2);
        LoginAttempts attempts = node();
        takeAll(attempts, key);
        attempts.giveBack(key, LIMIT);
        assertEquals(Duration.ZERO, attempts.take(key, LIMIT));
        assertFalse(attempts.take(key, LIMIT).isZero());
        attempts.reset(key);
        takeAll(attempts, key);
        attempts.giveBack(new LoginAttempts.Key(9, 9), LIMIT);
        attempts.reset(new LoginAttempts.Key(9, 9));
    }

    @Test
    default void rememberedKey_isSharedByAllNodes() throws Exception {
        LoginAttempts.Key key = new LoginAttempts.Key(Long.MIN_VALUE, Long.MAX_VALUE);
        LoginAttempts a = node();
        LoginAttempts b = node();
        assertFalse(b.remembers(key));
        a.remember(key, Duration.ofDays(1));
        assertTrue(b.remembers(key));
        assertFalse(b.remembers(new LoginAttempts.Key(Long.MAX_VALUE, Long.MIN_VALUE)));
    }

    /** Takes all attempts of a fresh key and verifies that none is left. */
    static void takeAll(LoginAttempts attempts, LoginAttempts.Key key) throws Exception {
        for (int i = 0; i < LIMIT.attempts(); i++) {
            assertEquals(Duration.ZERO, attempts.take(key, LIMIT));
        }
        assertFalse(attempts.take(key, LIMIT).isZero());
    }
}
