package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.ManualTicker;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {

    private static final String ADDRESS = "192.0.2.1";

    private final FakeUsers users = new FakeUsers();
    private final ManualTicker ticks = new ManualTicker();
    private final HashingLimit hashing = new HashingLimit(1, Duration.ofMillis(1));
    private final PasswordCheck check = new PasswordCheck(
            users,
            new LoginThrottle(ticks),
            hashing,
            new LoginLimits(
                    new AttemptLimit(2, Duration.ofSeconds(30)),
                    new AttemptLimit(40, Duration.ofMillis(1500)),
                    new AttemptLimit(100, Duration.ofSeconds(1))));

    @BeforeEach
    void fillTheDirectory() {
        users.put(SampleUsers.user("demo", "correct horse"));
        users.put(SampleUsers.disabled(SampleUsers.user("off", "correct horse")));
    }

    private String code(String name, String password) {
        LoginOutcome outcome = check.check(name, password, ADDRESS);
        if (outcome instanceof LoginOutcome.Refused refused) {
            return refused.reason().code();
        }
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            return throttled.reason().code();
        }
        return outcome instanceof LoginOutcome.Unavailable unavailable
                ? unavailable.reason().code()
                : "passed";
    }

    @Test
    void everyName_takesATurn() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Optional<Boolean>> holder = thread.submit(() -> hashing.inTurn(() -> {
            taken.countDown();
            try {
                done.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return true;
        }));
        taken.await();
        for (String name : List.of("demo", "off", "nobody")) {
            assertEquals("login.busy", code(name, "wrong"), name);
        }
        done.countDown();
        assertEquals(Optional.of(true), holder.get());
        thread.shutdownNow();
        assertEquals("login.password-wrong", code("demo", "wrong"));
        assertEquals("login.user-unknown", code("nobody", "wrong"));
    }

    @Test
    void loginWithoutAPlace_isBusyAndNotCounted() {
        int places = 0;
        while (hashing.enter()) {
            places++;
        }
        for (int i = 0; i < 5; i++) {
            assertEquals("login.busy", code("demo", "correct horse"));
        }
        assertEquals(0, users.asked());
        for (int i = 0; i < places; i++) {
            hashing.leave();
        }
        assertEquals("passed", code("demo", "correct horse"));
    }

    @Test
    void throttledAccount_hasOneAttemptPerInterval() {
        assertEquals("login.password-wrong", code("demo", "wrong"));
        assertEquals("login.password-wrong", code("demo", "wrong"));
        LoginOutcome.Throttled throttled =
                assertInstanceOf(LoginOutcome.Throttled.class, check.check("demo", "correct horse", ADDRESS));
        assertEquals(Duration.ofSeconds(30), throttled.retryAfter());
        ticks.seconds(30);
        assertEquals("login.password-wrong", code("demo", "wrong"));
        assertEquals("login.account-throttled", code("demo", "correct horse"));
        ticks.seconds(30);
        assertEquals("passed", code("demo", "correct horse"));
    }

    @Test
    void disabledUser_isRefusedAndCounted() {
        assertEquals("login.user-disabled", code("off", "correct horse"));
        assertEquals("login.user-disabled", code("off", "correct horse"));
        assertEquals("login.account-throttled", code("off", "correct horse"));
    }

    @Test
    void secondSpellingWithoutATurn_isNotCounted() throws Exception {
        User user = SampleUsers.user("jose", "correct horse");
        users.put(user);
        users.alias("jos\u00e9", user);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Optional<Boolean>> holder = thread.submit(() -> hashing.inTurn(() -> {
            taken.countDown();
            try {
                done.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return true;
        }));
        taken.await();
        for (int i = 0; i < 5; i++) {
            assertEquals("login.busy", code("jos\u00e9", "wrong"));
        }
        done.countDown();
        assertEquals(Optional.of(true), holder.get());
        thread.shutdownNow();
        assertEquals("passed", code("jos\u00e9", "correct horse"));
        assertEquals("passed", code("jose", "correct horse"));
    }

    @Test
    void directoryFailure_isUnavailableAndNotCounted() {
        users.put(SampleUsers.user("demo", "correct horse"));
        users.checking(false);
        for (int i = 0; i < 5; i++) {
            assertEquals("login.users-unavailable", code("demo", "correct horse"));
        }
        users.checking(true);
        assertEquals("passed", code("demo", "correct horse"));
    }
}
