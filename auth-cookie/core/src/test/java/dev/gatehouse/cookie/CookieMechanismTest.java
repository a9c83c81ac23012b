package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
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
import org.junit.jupiter.api.Test;

class CookieMechanismTest {

    private static final String NAME = "AUTH-SESSION";

    private final MovableClock clock = MovableClock.at(SessionSamples.START);
    private final Sessions sessions = LoginFixture.sessions(clock);
    private final TestMechanism mechanism = mechanism(sessions);

    private TestMechanism mechanism(Sessions sessions) {
        CookieMechanismFactory factory =
                CookieMechanismFactory.withUsers(Users.of(Set.of(SampleUsers.user("demo", "password"))));
        return TestMechanism.create(
                factory, TestContext.of(factory, Map.of()).withClock(clock).withSessions(sessions));
    }

    private String open() throws Exception {
        return sessions.open(new Sessions.NewSession("elsewhere", SessionSamples.caller("demo"), null, null, null, ""))
                .cookie()
                .value();
    }

    private AuthenticationResult answer(String... values) {
        TestRequest request = TestRequest.get("/v1/tasks");
        for (String value : values) {
            request = request.withCookie(NAME, value);
        }
        return mechanism.answer(request).orElseThrow();
    }

    private static String reason(AuthenticationResult result) {
        return assertInstanceOf(AuthenticationResult.Rejected.class, result)
                .reason()
                .code();
    }

    @Test
    void sessionOfAnyOwner_isAuthenticated() throws Exception {
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(open()));
    }

    @Test
    void sameValueTwice_countsAsOne() throws Exception {
        String value = open();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(value, value));
    }

    @Test
    void malformedValues_areUnknownSessions() {
        for (String value : List.of("", "x", "a".repeat(43), "\u0000", "ä", "%00", "a".repeat(8000))) {
            assertEquals("session.unknown", reason(answer(value)));
        }
    }

    @Test
    void timedOutSession_isRejectedWithItsReason() throws Exception {
        String value = open();
        clock.advance(Duration.ofMinutes(30));
        AuthenticationResult result = answer(value);
        assertEquals("session.idle", reason(result));
        assertTrue(((AuthenticationResult.Rejected) result).additions().isEmpty());
    }

    @Test
    void cookieNameInAnotherCase_isNotClaimed() {
        assertTrue(mechanism
                .answer(TestRequest.get("/").withCookie("tasklist-session", "x"))
                .isEmpty());
        assertTrue(mechanism.answer(TestRequest.get("/")).isEmpty());
    }

    @Test
    void storeDown_isUnavailable() {
        AuthenticationResult.Unavailable result = assertInstanceOf(
                AuthenticationResult.Unavailable.class,
                mechanism(new FakeSessions())
                        .answer(TestRequest.get("/").withCookie(NAME, "x"))
                        .orElseThrow());
        assertEquals(Duration.ofSeconds(7), result.retryAfter());
    }

    @Test
    void challenge_isOmittedForAMissingPermission() {
        for (RefusalContext.Cause cause : RefusalContext.Cause.values()) {
            RefusalContext refusal =
                    new RefusalContext(cause, Reason.of("session.unknown"), null, Set.of(), null, null, "tasks");
            List<String> challenges = mechanism.mechanism().challenges(refusal).stream()
                    .map(challenge -> challenge.headerValue())
                    .toList();
            assertEquals(
                    cause == RefusalContext.Cause.PERMISSION_MISSING ? List.of() : List.of("Session realm=\"tasks\""),
                    challenges);
        }
    }

    @Test
    void blocking_followsTheDirectory() {
        assertFalse(mechanism.mechanism().blocking());
        CookieMechanismFactory factory = CookieMechanismFactory.withUsers(new FakeUsers());
        assertTrue(factory.create(TestContext.of(factory, Map.of()).withSessions(sessions))
                .blocking());
    }
}
