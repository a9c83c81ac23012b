package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.support.PresentedSessions;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogoutEndpointTest {

    private final LoginFixture fixture = new LoginFixture();

    @Test
    void storeDown_isUnavailableAndKeepsTheCookie() {
        TestMechanism down = fixture.mechanism(Map.of(), new FakeSessions());
        Reply login = down.reply(LoginFixture.form("demo", "correct horse"));
        assertEquals(503, login.status());
        assertEquals(Duration.ofSeconds(7), login.retryAfter().orElseThrow());
        Reply logout = down.reply(TestRequest.post("/api/logout").withCookie(LoginFixture.NAME, "A".repeat(43)));
        assertEquals(503, logout.status());
        assertTrue(logout.additions().isEmpty());
        assertEquals(Duration.ofSeconds(7), logout.retryAfter().orElseThrow());
        assertEquals(401, down.reply(LoginFixture.form("demo", "wrong")).status());
    }

    @Test
    void logout_endsTheSessionAndDeletesTheCookie() {
        String cookie = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        Reply reply = fixture.mechanism.reply(TestRequest.post("/api/logout").withCookie(LoginFixture.NAME, cookie));
        assertEquals(204, reply.status());
        SetCookie deletion = reply.additions().cookies().get(0);
        assertEquals(1, reply.additions().cookies().size());
        assertEquals(LoginFixture.NAME, deletion.name());
        assertEquals(Duration.ZERO, deletion.lifetime());
        assertFalse(fixture.lives(cookie));
        Caller caller = assertInstanceOf(
                        Reply.Event.LoggedOut.class, reply.event().orElseThrow())
                .caller();
        assertEquals("demo", caller == null ? "" : caller.subject());
    }

    @Test
    void logoutWithoutASession_succeeds() {
        TestRequest logout = TestRequest.post("/api/logout");
        for (TestRequest request : List.of(
                logout,
                logout.withCookie(LoginFixture.NAME, "dead"),
                logout.withCookie(LoginFixture.NAME, "a").withCookie(LoginFixture.NAME, "b"))) {
            Reply reply = fixture.mechanism.reply(request);
            assertEquals(204, reply.status());
            assertTrue(reply.additions().cookies().stream()
                    .allMatch(cookie ->
                            cookie.name().equals(LoginFixture.NAME) && Duration.ZERO.equals(cookie.lifetime())));
            assertNull(
                    assertInstanceOf(Reply.Event.LoggedOut.class, reply.event().orElseThrow())
                            .caller());
        }
    }

    @Test
    void logoutWithSeveralCookies_endsAllSessions() {
        String one = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        String two = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        fixture.mechanism.reply(TestRequest.post("/api/logout")
                .withCookie(LoginFixture.NAME, one)
                .withCookie(LoginFixture.NAME, two));
        assertFalse(fixture.lives(one) || fixture.lives(two));
    }

    @Test
    void logoutWithHundredsOfCookies_endsABoundedNumber() {
        String first = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        String last = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        TestRequest logout = TestRequest.post("/api/logout").withCookie(LoginFixture.NAME, first);
        for (int i = 1; i < PresentedSessions.MOST; i++) {
            logout = logout.withCookie(LoginFixture.NAME, String.format(Locale.ROOT, "%042dA", i))
                    .withCookie(LoginFixture.NAME, "no-secret-" + i)
                    .withCookie(LoginFixture.NAME, first);
        }
        assertEquals(204, fixture.mechanism.reply(logout).status());
        Reply reply = fixture.mechanism.reply(logout.withCookie(LoginFixture.NAME, last));
        assertEquals(400, reply.status());
        assertFalse(reply.additions().isEmpty());
        assertFalse(fixture.lives(first));
        assertTrue(fixture.lives(last));
    }

    @Test
    void disabledUser_losesTheSession() {
        String cookie = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        assertTrue(fixture.lives(cookie));
        TestMechanism fresh = fixture.mechanism(Map.of(), fixture.sessions);
        fixture.users.clear();
        assertInstanceOf(
                AuthenticationResult.Rejected.class,
                fresh.answer(TestRequest.get("/").withCookie(LoginFixture.NAME, cookie))
                        .orElseThrow());
    }
}
