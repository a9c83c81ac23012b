package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.support.PresentedSessions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackChannelLogoutTest {

    private SessionSite app;

    @BeforeEach
    void start() throws Exception {
        app = new SessionSite(Map.of());
        SessionNode.await(() -> send(token("nobody", "none")).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private TokenSpec token(String subject, String sid) {
        return app.issuer.mintLogoutToken("tasklist", subject, sid);
    }

    private HttpResponse<String> send(TokenSpec token) throws Exception {
        return app.site.postForm(SessionSite.BACK_CHANNEL, "logout_token=" + token.serialize());
    }

    @Test
    void tokenWithSid_endsThatSessionOnly() throws Exception {
        String ended = app.open("demo", "sid-1");
        String other = app.open("demo", "sid-2");
        HttpResponse<String> reply = send(token("demo", "sid-1"));
        assertEquals(200, reply.statusCode());
        assertEquals("no-store", reply.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(401, app.status(ended));
        assertEquals(200, app.status(other));
    }

    @Test
    void tokenWithSubOnly_endsAllSessionsOfTheUser() throws Exception {
        String one = app.open("demo", "sid-1");
        String two = app.open("demo", null);
        String other = app.open("act", "sid-3");
        assertEquals(200, send(token("demo", "x").without("sid")).statusCode());
        assertEquals(401, app.status(one));
        assertEquals(401, app.status(two));
        assertEquals(200, app.status(other));
    }

    @Test
    void tokenWithSidOnly_endsThatSession() throws Exception {
        String session = app.open("demo", "sid-1");
        assertEquals(200, send(token("demo", "sid-1").without("sub")).statusCode());
        assertEquals(401, app.status(session));
    }

    @Test
    void newerSession_isNotEnded() throws Exception {
        String session = app.open("demo", "sid-1");
        long before = Instant.now().minusSeconds(10).getEpochSecond();
        assertEquals(200, send(token("demo", "sid-1").claim("iat", before)).statusCode());
        assertEquals(200, app.status(session));
    }

    @Test
    void replayedToken_isRefusedAndEndsNothing() throws Exception {
        TokenSpec token = token("demo", "sid-1");
        String first = token.serialize();
        int begin = app.site.decisions().size();
        assertEquals(
                200,
                app.site
                        .postForm(SessionSite.BACK_CHANNEL, "logout_token=" + first)
                        .statusCode());
        assertEquals("logout.done", app.lastReason(begin));
        int before = app.site.decisions().size();
        assertEquals(
                400,
                app.site
                        .postForm(SessionSite.BACK_CHANNEL, "logout_token=" + first)
                        .statusCode());
        assertEquals("logout-token.replayed", app.lastReason(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "logout+jwt", "application/logout+jwt"})
    void usualTypes_areAccepted(String type) throws Exception {
        assertEquals(200, send(token("demo", "sid-1").header("typ", type)).statusCode());
    }

    @Test
    void tokenLikeKeycloaks_isAccepted() throws Exception {
        TokenSpec token = token("demo", "sid-1")
                .withoutHeader("typ")
                .claim("typ", "Logout")
                .claim(
                        "events",
                        Map.of(
                                "http://schemas.openid.net/event/backchannel-logout",
                                Map.of("revoke_offline_access", true)));
        assertEquals(200, send(token).statusCode());
    }

    @Test
    void bodyThatIsNoForm_isRefused() throws Exception {
        byte[] json =
                ("{\"logout_token\":\"" + token("demo", "s").serialize() + "\"}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                400,
                app.site
                        .post(SessionSite.BACK_CHANNEL, json, "application/json")
                        .statusCode());
        String query =
                SessionSite.BACK_CHANNEL + "?logout_token=" + token("demo", "s").serialize();
        assertEquals(400, app.site.postForm(query, "").statusCode());
        assertEquals(405, app.site.get(query).statusCode());
    }

    @Test
    void pageOfAnotherSite_cannotSendTokens() throws Exception {
        assertEquals(
                403,
                app.site
                        .postForm(
                                SessionSite.BACK_CHANNEL,
                                "logout_token=" + token("demo", "s").serialize(),
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode());
    }

    /** There, requests that change something need a header that only browsers send. */
    @Test
    void applicationThatOthersEmbed_receivesTokensToo() throws Exception {
        try (SessionSite embedded = new SessionSite(Map.of(
                "auth.public-url", "https://tasks.example.com",
                "auth.cookie.same-site", "none",
                "auth.cookie.name", "__Host-TASKS",
                "auth.frame-ancestors", "https://portal.example"))) {
            int[] status = {503};
            SessionNode.await(() -> {
                TokenSpec token = embedded.issuer.mintLogoutToken("tasklist", "demo", "sid-1");
                status[0] = embedded.site
                        .postForm(SessionSite.BACK_CHANNEL, "logout_token=" + token.serialize())
                        .statusCode();
                return status[0] != 503;
            });
            assertEquals(200, status[0]);
            assertEquals(403, embedded.site.post(SessionSite.LOGOUT).statusCode());
        }
    }

    @Test
    void manyRefusedTokens_areThrottled() throws Exception {
        int begin = app.site.decisions().size();
        HttpResponse<String> reply = send(token("demo", "s").alteredSignature());
        for (int i = 1; i < RefusedSources.MOST_A_MINUTE; i++) {
            assertEquals(400, reply.statusCode());
            reply = send(token("demo", "s").without("jti"));
        }
        SessionNode.await(() -> app.site.decisions().size() >= begin + RefusedSources.MOST_A_MINUTE);
        int before = app.site.decisions().size();
        reply = send(token("demo", "s"));
        assertEquals(429, reply.statusCode());
        assertTrue(reply.headers().firstValue("Retry-After").isPresent());
        assertEquals("logout-token.throttled", app.lastReason(before));
    }

    @Test
    void logout_endsTheSessionAndLeadsABrowserToTheProvider() throws Exception {
        String session = app.open("demo", "sid-1");
        HttpResponse<String> reply = app.site.post(SessionSite.LOGOUT, "Cookie", session, "Sec-Fetch-Mode", "navigate");
        assertEquals(303, reply.statusCode());
        String location = reply.headers().firstValue("Location").orElse("");
        assertTrue(location.startsWith(app.issuer.issuer() + "/logout?client_id=tasklist&"), location);
        assertTrue(location.contains("&id_token_hint=id-1"), location);
        assertTrue(location.contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A"), location);
        assertTrue(reply.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
        assertEquals(401, app.status(session));
        SessionNode.await(() -> app.provider.revoked.contains("refresh-1"));
    }

    @Test
    void logoutOfAClient_isAnsweredWithoutContent() throws Exception {
        String session = app.open("demo", "sid-1");
        assertEquals(204, app.site.post(SessionSite.LOGOUT, "Cookie", session).statusCode());
        assertEquals(401, app.status(session));
        assertEquals(204, app.site.post(SessionSite.LOGOUT).statusCode());
        HttpResponse<String> anonymous = app.site.post(SessionSite.LOGOUT, "Sec-Fetch-Mode", "navigate");
        assertEquals("/", anonymous.headers().firstValue("Location").orElse(""));
    }

    /** One request must not cost the store hundreds of look-ups. */
    @Test
    void logoutWithManySessionCookies_endsTheFirstOnes() throws Exception {
        String first = app.open("demo", "sid-1");
        String last = app.open("demo", "sid-1");
        StringBuilder cookies = new StringBuilder(first);
        String name = first.substring(0, first.indexOf('='));
        for (int i = 1; i < PresentedSessions.MOST; i++) {
            cookies.append("; ").append(name).append('=').append(String.format(Locale.ROOT, "%042dA", i));
        }
        HttpResponse<String> reply =
                app.site.post(SessionSite.LOGOUT, "Cookie", cookies + "; " + last, "Sec-Fetch-Mode", "navigate");
        assertEquals(400, reply.statusCode());
        assertTrue(reply.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
        assertEquals(401, app.status(first));
        assertEquals(200, app.status(last));
    }

    @Test
    void logoutThatTheStoreDoesNotTake_isAPageForABrowser() throws Exception {
        String session = app.open("demo", "sid-1");
        app.store().noLogout(true);

        HttpResponse<String> page = app.site.post(SessionSite.LOGOUT, "Cookie", session, "Sec-Fetch-Mode", "navigate");
        assertEquals(503, page.statusCode());
        assertEquals("1", page.headers().firstValue("Retry-After").orElse(""));
        assertTrue(page.body().contains("still logged in"), page.body());
        assertTrue(page.body().contains("<a href=\"/\">"), page.body());
        assertTrue(page.headers().firstValue("Set-Cookie").isEmpty());

        HttpResponse<String> script = app.site.post(SessionSite.LOGOUT, "Cookie", session, "Sec-Fetch-Mode", "cors");
        assertEquals(503, script.statusCode());
        assertEquals("", script.body());
        assertEquals(200, app.status(session));
    }

    @Test
    void logoutByAnotherSiteOrByALink_isRefused() throws Exception {
        String session = app.open("demo", "sid-1");
        assertEquals(
                403,
                app.site
                        .post(SessionSite.LOGOUT, "Cookie", session, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        assertEquals(
                403,
                app.site
                        .post(SessionSite.LOGOUT, "Cookie", session, "Origin", "https://evil.example")
                        .statusCode());
        assertEquals(405, app.site.get(SessionSite.LOGOUT, "Cookie", session).statusCode());
        assertEquals(200, app.status(session));
    }
}
