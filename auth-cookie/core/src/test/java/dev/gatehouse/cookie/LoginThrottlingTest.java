package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.testkit.TestMechanism;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoginThrottlingTest {

    private final LoginFixture fixture = new LoginFixture();

    @Test
    void concurrentWrongPasswords_areVerifiedUpToTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<Reply>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String address = "192.0.2.7";
            String name = i % 2 == 0 ? "demo" : "DEMO";
            attempts.add(() ->
                    fixture.mechanism.reply(LoginFixture.form(name, "wrong").withClientAddress(address)));
        }
        int refused = 0;
        Set<String> bytes = new HashSet<>();
        for (Future<Reply> result : threads.invokeAll(attempts)) {
            Reply reply = result.get();
            if (reply.status() == 401) {
                refused++;
            } else {
                assertEquals(429, reply.status());
                assertEquals("login.account-throttled", LoginFixture.reason(reply));
                assertTrue(reply.retryAfter().orElseThrow().compareTo(Duration.ofHours(1)) <= 0);
                bytes.add(reply.body());
            }
        }
        threads.shutdownNow();
        assertEquals(5, refused);
        assertEquals(5, fixture.users.asked());
        assertEquals(Set.of("{\"message\":\"Too many login attempts. Try again later.\"}"), bytes);
        assertEquals(
                429,
                fixture.mechanism
                        .reply(LoginFixture.form("demo", "correct horse").withClientAddress("192.0.2.7"))
                        .status(),
                "a right password is throttled like a wrong one");
        assertEquals(204, fixture.login("demo", "correct horse").status(), "the owner is elsewhere");
    }

    @Test
    void wrongPasswordsFromManyAddresses_areVerifiedUpToTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String address = "192.0." + i % 2 + "." + i / 2;
            attempts.add(() -> fixture.mechanism
                    .reply(LoginFixture.form("demo", "wrong").withClientAddress(address))
                    .status());
        }
        int refused = 0;
        for (Future<Integer> status : threads.invokeAll(attempts)) {
            refused += status.get() == 401 ? 1 : 0;
        }
        threads.shutdownNow();
        assertEquals(100, refused);
        assertEquals(100, fixture.users.asked());
    }

    @Test
    void unknownName_isThrottledLikeAKnownOne() {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, fixture.login("nobody", "wrong").status());
        }
        assertEquals(429, fixture.login("nobody", "wrong").status());
    }

    @Test
    void alternativeSpelling_isCountedWithTheName() {
        User user = SampleUsers.user("jose", "correct horse");
        fixture.users.put(user);
        fixture.users.alias("jos\u00e9", user);
        for (int i = 0; i < 5; i++) {
            assertEquals(401, fixture.login("jose", "wrong").status());
        }
        Reply reply = fixture.login("jos\u00e9", "wrong");
        assertEquals(429, reply.status());
        assertEquals("login.account-throttled", LoginFixture.reason(reply));
    }

    @Test
    void source_isThrottledAcrossNames() {
        TestMechanism strict = fixture.mechanism(
                Map.of("auth.cookie.source-attempts", "3", "auth.cookie.source-interval", "1h"), fixture.sessions);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    401, strict.reply(LoginFixture.form("user" + i, "wrong")).status());
        }
        Reply reply = strict.reply(LoginFixture.form("demo", "correct horse"));
        assertEquals(429, reply.status());
        assertEquals("login.source-throttled", LoginFixture.reason(reply));
        assertEquals(
                204,
                strict.reply(LoginFixture.form("demo", "correct horse").withClientAddress("198.51.100.1"))
                        .status());
    }

    @Test
    void success_resetsTheAccount() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(401, fixture.login("demo", "wrong").status());
            }
            assertEquals(204, fixture.login("demo", "correct horse").status());
        }
    }

    @Test
    void directoryDown_isUnavailableAndNotCounted() {
        fixture.users.down(true);
        for (int i = 0; i < 20; i++) {
            Reply reply = fixture.login("demo", "wrong");
            assertEquals(503, reply.status());
            assertEquals("login.users-unavailable", LoginFixture.reason(reply));
            assertTrue(reply.retryAfter().isPresent());
        }
        fixture.users.down(false);
        assertEquals(204, fixture.login("demo", "correct horse").status());
    }
}
