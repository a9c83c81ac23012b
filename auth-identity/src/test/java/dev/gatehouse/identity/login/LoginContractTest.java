package dev.gatehouse.identity.login;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.identity.LoginMechanismFactory;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;

class LoginContractTest implements MechanismContract {

    private static final String NAME = "AUTH-SESSION";

    private final Sessions sessions = sessions();
    private final String cookie = open();

    private static Sessions sessions() {
        MemorySessionsFactory factory = new MemorySessionsFactory();
        return factory.create(TestContext.of(factory, Map.of()).withClock(MovableClock.at(SessionSamples.START)));
    }

    private String open() {
        try {
            return sessions.open(new Sessions.NewSession("login", SessionSamples.caller("demo"), null, null, null, ""))
                    .cookie()
                    .value();
        } catch (SessionsUnavailableException full) {
            throw new IllegalStateException(full);
        }
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new LoginMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.login.issuer", "http://localhost:1/realms/example",
                "auth.login.client-id", "tasklist",
                "auth.login.client-secret", "tasklist-secret");
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withSessions(sessions);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/v1/tasks").withCookie(NAME, cookie);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        TestRequest request = TestRequest.get("/v1/tasks");
        return Map.of(
                "unknown session", request.withCookie(NAME, "A".repeat(43)),
                "malformed value", request.withCookie(NAME, "nonsense"),
                "empty value", request.withCookie(NAME, ""),
                "changed value", request.withCookie(NAME, cookie.substring(1) + "_"));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of(
                "another cookie", TestRequest.get("/").withCookie("JSESSIONID", cookie),
                "another letter case", TestRequest.get("/").withCookie("Tasklist-Session", cookie));
    }
}
