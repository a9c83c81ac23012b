package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mechanism {@code cookie} over watched sessions, and cookie values of every kind. */
final class CookieRig {

    static final String NAME = "AUTH-SESSION";

    /** Has the format of a session secret, but there is no such session. */
    static final String STALE = "s".repeat(43);

    final MovableClock clock = MovableClock.at(SessionSamples.START);
    final WatchedSessions sessions = new WatchedSessions(LoginFixture.sessions(clock));
    private final TestMechanism mechanism = mechanism();

    private TestMechanism mechanism() {
        CookieMechanismFactory factory =
                CookieMechanismFactory.withUsers(Users.of(Set.of(SampleUsers.user("demo", "password"))));
        return TestMechanism.create(
                factory, TestContext.of(factory, Map.of()).withClock(clock).withSessions(sessions));
    }

    String live(String subject) throws Exception {
        return live(SessionSamples.caller(subject));
    }

    String live(Caller caller) throws Exception {
        // Each session begins later than the one before.
        clock.advance(Duration.ofMillis(1));
        return sessions.open(new Sessions.NewSession("elsewhere", caller, null, null, null, ""))
                .cookie()
                .value();
    }

    String idle(String subject) throws Exception {
        String value = live(subject);
        clock.advance(Duration.ofMinutes(31));
        return value;
    }

    String ended(String subject) throws Exception {
        String value = live(subject);
        sessions.end(value);
        return value;
    }

    AuthenticationResult answer(List<String> values) {
        TestRequest request = TestRequest.get("/v1/tasks");
        for (String value : values) {
            request = request.withCookie(NAME, value);
        }
        return mechanism.answer(request).orElseThrow();
    }

    /** Returns the subject of the caller, or status and reason code of the refusal. */
    String outcome(String... values) {
        return outcome(answer(List.of(values)));
    }

    static String outcome(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Authenticated good) {
            return good.caller().subject();
        }
        if (result instanceof AuthenticationResult.Rejected bad) {
            return "401 " + bad.reason().code();
        }
        if (result instanceof AuthenticationResult.Ambiguous ambiguous) {
            return "400 " + ambiguous.reason().code();
        }
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return "503 " + unavailable.reason().code();
        }
        return result.toString();
    }
}
