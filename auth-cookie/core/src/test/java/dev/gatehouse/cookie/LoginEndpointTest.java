package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginEndpointTest {

    private final LoginFixture fixture = new LoginFixture();

    @Test
    void rightPassword_opensASession() {
        for (TestRequest request :
                List.of(LoginFixture.form("demo", "correct horse"), LoginFixture.query("demo", "correct horse"))) {
            Reply reply = fixture.mechanism.reply(request);
            assertEquals(204, reply.status());
            assertEquals("", reply.body());
            assertEquals(1, reply.additions().cookies().size());
            SetCookie cookie = reply.additions().cookies().get(0);
            assertEquals(LoginFixture.NAME, cookie.name());
            assertNull(cookie.lifetime());
            assertTrue(fixture.lives(cookie.value()));
        }
    }

    @Test
    void callerOfASession_isTheUser() {
        Reply reply = fixture.login("demo", "correct horse");
        Caller loggedIn = assertInstanceOf(
                        Reply.Event.LoggedIn.class, reply.event().orElseThrow())
                .caller();
        AuthenticationResult.Authenticated result = assertInstanceOf(
                AuthenticationResult.Authenticated.class,
                fixture.mechanism
                        .answer(TestRequest.get("/").withCookie(LoginFixture.NAME, LoginFixture.cookie(reply)))
                        .orElseThrow());
        assertEquals(loggedIn, result.caller());
        assertEquals("local", result.caller().issuer());
        assertEquals("demo", result.caller().subject());
        assertEquals(Caller.Kind.PERSON, result.caller().kind());
        assertEquals("cookie", result.caller().mechanism());
        assertEquals(Set.of("READ", "WRITE"), result.caller().permissions());
        assertEquals(SessionSamples.START, result.caller().authenticationTime().orElseThrow());
        assertEquals(
                SessionSamples.START.plus(Duration.ofHours(12)),
                result.caller().expiry().orElseThrow());
    }

    @Test
    void refusals_haveTheSameBytes() {
        List<Reply> refusals = List.of(
                fixture.login("demo", "wrong"),
                fixture.login("nobody", "correct horse"),
                fixture.login("off", "correct horse"),
                fixture.login("off", "wrong"),
                fixture.login("tokens-only", "correct horse"));
        for (Reply reply : refusals) {
            assertEquals(401, reply.status());
            assertEquals("{\"message\":\"\"}", reply.body());
            assertEquals("application/json", reply.contentType().orElseThrow());
            assertTrue(reply.additions().isEmpty());
            assertTrue(reply.retryAfter().isEmpty());
        }
        assertEquals(
                List.of(
                        "login.password-wrong",
                        "login.user-unknown",
                        "login.user-disabled",
                        "login.password-wrong",
                        "login.no-password"),
                refusals.stream().map(LoginFixture::reason).toList());
    }

    @Test
    void login_endsThePreviousSession() {
        String first = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        String second = LoginFixture.cookie(fixture.mechanism.reply(
                LoginFixture.form("demo", "correct horse").withCookie(LoginFixture.NAME, first)));
        assertNotEquals(first, second);
        assertFalse(fixture.lives(first));
        assertTrue(fixture.lives(second));
        String elsewhere = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        assertTrue(fixture.lives(second) && fixture.lives(elsewhere));
    }

    @Test
    void presetCookie_isNeverUsed() {
        String planted = "A".repeat(43);
        String fresh = LoginFixture.cookie(fixture.mechanism.reply(LoginFixture.form("demo", "correct horse")
                .withCookie(LoginFixture.NAME, planted)
                .withCookie(LoginFixture.NAME, "other")));
        assertNotEquals(planted, fresh);
        assertFalse(fixture.lives(planted));
    }

    @Test
    void refusedLogin_keepsTheSession() {
        String first = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        assertEquals(
                401,
                fixture.mechanism
                        .reply(LoginFixture.form("demo", "wrong").withCookie(LoginFixture.NAME, first))
                        .status());
        assertTrue(fixture.lives(first));
    }

    @Test
    void subjectOfASession_isTheDirectorysSpelling() {
        Reply reply = fixture.login(" DEMO", "correct horse");
        Caller caller = assertInstanceOf(
                        Reply.Event.LoggedIn.class, reply.event().orElseThrow())
                .caller();
        assertEquals("demo", caller.subject());
    }

    @Test
    void staySignedIn_makesTheCookieOutliveTheBrowser() {
        LoginFixture logins = new LoginFixture();
        MemorySessionsFactory factory = new MemorySessionsFactory();
        Sessions lasting =
                factory.create(TestContext.of("memory", factory.settings(), Map.of("auth.cookie.stay-signed-in", "30d"))
                        .withClock(logins.clock));
        var mechanism = logins.mechanism(Map.of(), lasting);
        assertEquals(
                Optional.of(Duration.ofDays(30)),
                mechanism
                        .reply(LoginFixture.form("demo", "correct horse").withForm("staySignedIn", "true"))
                        .additions()
                        .cookies()
                        .get(0)
                        .maxAge());
        assertEquals(
                Optional.empty(),
                mechanism
                        .reply(LoginFixture.form("demo", "correct horse").withForm("staySignedIn", "false"))
                        .additions()
                        .cookies()
                        .get(0)
                        .maxAge());
        assertEquals(
                400,
                mechanism
                        .reply(LoginFixture.form("demo", "correct horse")
                                .withForm("staySignedIn", "true")
                                .withForm("staySignedIn", "true"))
                        .status());
    }
}
