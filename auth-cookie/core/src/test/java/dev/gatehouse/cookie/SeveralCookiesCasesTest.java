package dev.gatehouse.cookie;

import static dev.gatehouse.cookie.CookieRig.NAME;
import static dev.gatehouse.cookie.CookieRig.STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.ProtectedSite;
import dev.gatehouse.testkit.SessionSamples;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kind M of the cases from the field: several cookies with the name of the session cookie. */
class SeveralCookiesCasesTest {

    private final CookieRig rig = new CookieRig();

    @Test
    void staleAndLiveCookie_liveOneCountsInEitherOrder() throws Exception {
        String live = rig.live("jane");
        String ended = rig.ended("jane");
        for (String stale : List.of(STALE, ended)) {
            assertEquals("jane", rig.outcome(stale, live));
            assertEquals("jane", rig.outcome(live, stale));
        }
    }

    @Test
    void timedOutAndLiveCookie_liveOneCounts() throws Exception {
        String idle = rig.idle("john");
        String live = rig.live("jane");
        assertEquals("jane", rig.outcome(idle, live));
        assertEquals("jane", rig.outcome(live, rig.ended("john")));
    }

    @Test
    void malformedValuesBesideALiveOne_arePassedOverWithoutALookup() throws Exception {
        String live = rig.live("jane");
        for (String malformed : List.of(
                "",
                "\"\"",
                "x",
                live + "=",
                "\"" + live + "\"",
                "%" + live.substring(1),
                "deleted",
                "a".repeat(8000))) {
            assertEquals("jane", rig.outcome(malformed, live), malformed);
            assertEquals("jane", rig.outcome(live, malformed), malformed);
        }
        assertEquals(Set.of(live), new HashSet<>(rig.sessions.lookups()));
    }

    @Test
    void manyMalformedValues_doNotUseUpTheCandidates() throws Exception {
        String live = rig.live("jane");
        assertEquals("jane", rig.outcome("", "1", "2", "3", "4", "5", STALE, live));
    }

    @Test
    void threeStaleAndALiveCookie_liveOneCounts() throws Exception {
        assertEquals("jane", rig.outcome("a".repeat(43), "b".repeat(43), "c".repeat(43), rig.live("jane")));
    }

    @Test
    void twoLiveSessionsOfOneCaller_newestCountsInEitherOrder() throws Exception {
        String older = rig.live(SessionSamples.caller("jane").toBuilder()
                .permissions(Set.of("READ", "WRITE"))
                .build());
        String newer = rig.live("jane");
        for (List<String> order : List.of(List.of(older, newer), List.of(newer, older))) {
            AuthenticationResult.Authenticated result = (AuthenticationResult.Authenticated) rig.answer(order);
            assertEquals(Set.of("READ"), result.caller().permissions());
        }
    }

    @Test
    void noneAlive_isRejectedWithTheReasonOfTheFirst() throws Exception {
        assertEquals("401 session.unknown", rig.outcome(STALE, "b".repeat(43)));
        String idle = rig.idle("jane");
        assertEquals("401 session.idle", rig.outcome(idle, STALE));
        assertEquals("401 session.unknown", rig.outcome("", "x"));
    }

    @Test
    void staleAndLiveCookie_overHttp() throws Exception {
        Users users = Users.of(List.of(SampleUsers.user("demo", "correct horse", "READ")));
        try (ProtectedSite http = LoginSite.start(users, Map.of())) {
            String live = login(http);
            String stale = NAME + "=" + STALE;
            for (String cookies : List.of(
                    stale + "; " + live,
                    live + "; " + stale,
                    NAME + "=; " + live,
                    live + "; " + NAME + "=",
                    live + ";" + stale + "; Path=/; HttpOnly")) {
                HttpResponse<String> answer = http.get("/v1/tasks", "Cookie", cookies);
                assertEquals(200, answer.statusCode(), cookies);
                assertEquals("demo", answer.body());
            }
            assertEquals(
                    401,
                    http.get("/v1/tasks", "Cookie", stale + "; " + NAME + "=").statusCode());
        }
    }

    @Test
    void logoutWithSeveralCookies_endsAllAndDeletesThemWhereverTheyWereSet() throws Exception {
        Users users = Users.of(List.of(SampleUsers.user("demo", "correct horse", "READ")));
        Map<String, String> settings =
                Map.of("auth.public-url", "https://tasks.corp.example.com", "auth.cookie.domain", ".corp.example.com");
        try (ProtectedSite http = LoginSite.start(users, settings)) {
            String one = login(http);
            String two = login(http);
            HttpResponse<String> logout = http.post("/api/logout", "Cookie", one + "; " + two + "; " + NAME + "=x");
            assertEquals(204, logout.statusCode());
            assertEquals(401, http.get("/v1/tasks", "Cookie", one).statusCode());
            assertEquals(401, http.get("/v1/tasks", "Cookie", two).statusCode());
            String end = "Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";
            assertEquals(
                    List.of(
                            NAME + "=; Domain=corp.example.com; " + end,
                            NAME + "=; " + end,
                            NAME + "=; Domain=tasks.corp.example.com; " + end,
                            NAME + "=; Domain=example.com; " + end),
                    logout.headers().allValues("Set-Cookie"));
            HttpResponse<String> single = http.post("/api/logout", "Cookie", one);
            assertEquals(1, single.headers().allValues("Set-Cookie").size());
        }
    }

    @Test
    void loginWithSeveralCookies_endsTheirSessions() throws Exception {
        LoginFixture fixture = new LoginFixture();
        String one = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        String two = LoginFixture.cookie(fixture.login("demo", "correct horse"));
        fixture.mechanism.reply(
                LoginFixture.form("demo", "correct horse").withCookie(NAME, one).withCookie(NAME, two));
        assertFalse(fixture.lives(one) || fixture.lives(two));
    }

    @Test
    void sessionsOfAPersonAndAClientWithOneSubject_areDifferentCallers() throws Exception {
        Caller person = SessionSamples.caller("jane");
        Caller client = person.toBuilder().kind(Caller.Kind.CLIENT).build();
        assertEquals("400 session.ambiguous", rig.outcome(rig.live(person), rig.live(client)));
    }

    @Test
    void wellFormed_isTheFormatOfASecret() throws Exception {
        Sessions sessions = rig.sessions;
        assertTrue(sessions.wellFormed(rig.live("jane")));
        for (String other :
                List.of("", "a", "a".repeat(42), "a".repeat(44), "a".repeat(42) + "=", "\u00e4".repeat(43))) {
            assertFalse(sessions.wellFormed(other));
        }
    }

    private static String login(ProtectedSite http) throws Exception {
        HttpResponse<String> response = http.postForm("/api/login", "username=demo&password=correct+horse");
        assertEquals(204, response.statusCode());
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
