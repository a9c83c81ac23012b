package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The mechanism {@code cookie} with a directory and sessions in memory, and login requests. */
final class LoginFixture {
    static final String NAME = "AUTH-SESSION";

    final MovableClock clock = MovableClock.at(SessionSamples.START);
    final FakeUsers users = new FakeUsers();
    final Sessions sessions = sessions(clock);
    final TestMechanism mechanism = mechanism(Map.of(), sessions);

    static Sessions sessions(MovableClock clock) {
        MemorySessionsFactory factory = new MemorySessionsFactory();
        return factory.create(
                TestContext.of("memory", factory.settings(), Map.of()).withClock(clock));
    }

    TestMechanism mechanism(Map<String, String> settings, Sessions sessions) {
        CookieMechanismFactory factory = CookieMechanismFactory.withUsers(users);
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.cookie.source-attempts", "1000000");
        // Attempts become available in real time, and a login waits two seconds for its turn; neither may
        // happen here.
        all.putIfAbsent("auth.cookie.account-interval", "1h");
        all.putIfAbsent("auth.cookie.account-total-interval", "1h");
        all.putIfAbsent("auth.cookie.hash-concurrency", "64");
        TestMechanism created = TestMechanism.create(
                factory, TestContext.of(factory, all).withClock(clock).withSessions(sessions));
        sessions.guard("cookie", created.mechanism().sessionGuard().orElseThrow());
        return created;
    }

    LoginFixture() {
        users.put(SampleUsers.user("demo", "correct horse", "READ", "WRITE"));
        users.put(SampleUsers.disabled(SampleUsers.user("off", "correct horse")));
        users.put(new User("tokens-only", "x", null, Set.of(), Set.of(), Set.of(), false));
    }

    static TestRequest form(String name, String password) {
        return TestRequest.post("/api/login").withForm("username", name).withForm("password", password);
    }

    static TestRequest query(String name, String password) {
        return TestRequest.post("/api/login").withQuery("username", name).withQuery("password", password);
    }

    Reply login(String name, String password) {
        return mechanism.reply(form(name, password));
    }

    static String cookie(Reply reply) {
        return reply.additions().cookies().get(0).value();
    }

    boolean lives(String cookieValue) {
        return mechanism
                        .answer(TestRequest.get("/v1/tasks").withCookie(NAME, cookieValue))
                        .orElseThrow()
                instanceof AuthenticationResult.Authenticated;
    }

    static String reason(Reply reply) {
        return assertInstanceOf(Reply.Event.LoginRefused.class, reply.event().orElseThrow())
                .reason()
                .code();
    }
}
