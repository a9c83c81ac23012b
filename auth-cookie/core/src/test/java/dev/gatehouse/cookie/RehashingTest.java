package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.TestMechanism;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RehashingTest {

    private final LoginFixture fixture = new LoginFixture();

    private PasswordHash hash() throws Exception {
        return fixture.users.find("demo").orElseThrow().password().orElseThrow();
    }

    private String login() {
        Reply reply = fixture.login("demo", "correct horse");
        assertEquals(204, reply.status());
        return LoginFixture.cookie(reply);
    }

    @Test
    void outdatedHash_isReplacedAndSessionsContinue() throws Exception {
        String before = login();
        AtomicInteger rehashed = fixture.users.keepingHashes();
        String at = login();
        assertEquals(1, rehashed.get());
        assertFalse(hash().outdated());
        assertTrue(hash().matches("correct horse"));
        assertTrue(fixture.lives(at));
        fixture.clock.advance(Duration.ofSeconds(1));
        assertTrue(fixture.lives(before), "opened with the hash that was replaced");
        assertTrue(fixture.lives(login()));
        assertEquals(1, rehashed.get(), "a current hash is kept");
    }

    @Test
    void changedPasswordAfterRehash_endsSessions() throws Exception {
        fixture.users.keepingHashes();
        String cookie = login();
        fixture.users.put(fixture.users.find("demo").orElseThrow().withPassword(SampleUsers.hash("another one")));
        String later = LoginFixture.cookie(fixture.login("demo", "another one"));
        assertTrue(fixture.lives(later));
        assertFalse(fixture.lives(cookie));
    }

    @Test
    void wrongPassword_changesNothing() throws Exception {
        AtomicInteger rehashed = fixture.users.keepingHashes();
        assertEquals(401, fixture.login("demo", "wrong").status());
        assertEquals(401, fixture.login("off", "correct horse").status());
        assertEquals(0, rehashed.get());
    }

    @RepeatedTest(10)
    void concurrentLogins_rehashOnce() throws Exception {
        String before = login();
        AtomicInteger rehashed = fixture.users.keepingHashes();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Reply>> logins = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            logins.add(() -> fixture.login("demo", "correct horse"));
        }
        List<String> cookies = new ArrayList<>(List.of(before));
        for (Future<Reply> reply : threads.invokeAll(logins)) {
            cookies.add(LoginFixture.cookie(reply.get()));
        }
        threads.shutdownNow();
        assertEquals(1, rehashed.get());
        for (String cookie : cookies) {
            assertTrue(fixture.lives(cookie));
        }
    }

    @Test
    void sessionThatAnotherLoginChangesMeanwhile_continues() throws Exception {
        String before = login();
        fixture.users.keepingHashes();
        TestMechanism node = fixture.mechanism(Map.of(), changedBeforeTheFirstChange());

        Reply reply = node.reply(LoginFixture.form("demo", "correct horse"));

        assertEquals(204, reply.status());
        assertFalse(hash().outdated());
        fixture.clock.advance(Duration.ofSeconds(1));
        assertTrue(fixture.lives(before));
    }

    /** Sessions in which another login adds its fingerprint just before the first change. */
    private Sessions changedBeforeTheFirstChange() {
        AtomicBoolean done = new AtomicBoolean();
        return (Sessions) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Sessions.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("compareAndSet") && done.compareAndSet(false, true)) {
                        SessionRecord session = (SessionRecord) arguments[0];
                        String data = LocalCaller.withFingerprint(session.data(), "of-another-hash");
                        assertTrue(fixture.sessions.compareAndSet(session, session.with(session.caller(), data)));
                    }
                    return method.invoke(fixture.sessions, arguments);
                });
    }
}
