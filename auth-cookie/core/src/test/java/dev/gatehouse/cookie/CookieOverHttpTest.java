package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CookieOverHttpTest {

    private static final String NAME = "AUTH-SESSION";

    private ProtectedSite http;

    @BeforeEach
    void start() throws Exception {
        Users users = Users.of(List.of(
                SampleUsers.user("demo", "correct horse", "READ"),
                SampleUsers.user("jörg", "pässwörd"),
                new User("keyless", "keyless", null, Set.of(), Set.of(), Set.of(), false),
                SampleUsers.disabled(SampleUsers.user("off", "correct horse"))));
        http = LoginSite.start(users, Map.of());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private static String setCookie(HttpResponse<String> response) {
        List<String> values = response.headers().allValues("Set-Cookie");
        assertEquals(1, values.size(), "Set-Cookie headers");
        return values.get(0);
    }

    private String login() throws Exception {
        HttpResponse<String> response = http.postForm("/api/login", "username=demo&password=correct+horse");
        assertEquals(204, response.statusCode());
        return setCookie(response);
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    @Test
    void loginByForm_setsOneCookie() throws Exception {
        String setCookie = login();
        assertTrue(setCookie.matches(NAME + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax"), setCookie);
        HttpResponse<String> who = http.get("/v1/tasks", "Cookie", pair(setCookie));
        assertEquals(200, who.statusCode());
        assertEquals("demo", who.body());
    }

    @Test
    void loginByQuery_works() throws Exception {
        HttpResponse<String> response = http.post("/api/login?username=demo&password=correct%20horse");
        assertEquals(204, response.statusCode());
        assertEquals("", response.body());
        assertEquals("demo", http.get("/x", "Cookie", pair(setCookie(response))).body());
    }

    @Test
    void formInLatin1_isDecoded() throws Exception {
        byte[] body = "username=j%F6rg&password=p%E4ssw%F6rd".getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> latin =
                http.post("/api/login", body, "application/x-www-form-urlencoded; charset=ISO-8859-1");
        assertEquals(204, latin.statusCode());
        assertEquals("jörg", http.get("/x", "Cookie", pair(setCookie(latin))).body());
        assertEquals(
                204,
                http.postForm("/api/login", "username=j%C3%B6rg&password=p%C3%A4ssw%C3%B6rd")
                        .statusCode());
        byte[] plain = "username=demo&password=correct+horse".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                204,
                http.post("/api/login", plain, "application/x-www-form-urlencoded; charset=ISO-8859-1")
                        .statusCode());
    }

    @Test
    void echoedSetCookieLine_works() throws Exception {
        String setCookie = login();
        assertEquals("demo", http.get("/v1/tasks", "Cookie", setCookie).body());
        assertEquals(
                "demo",
                http.get("/v1/tasks", "Cookie", "X-CSRF-TOKEN=1; Path=/; HttpOnly;" + setCookie)
                        .body());
    }

    @Test
    void severalCookies_liveOneCounts() throws Exception {
        String pair = pair(login());
        assertEquals(200, http.get("/x", "Cookie", pair + "; " + pair).statusCode());
        assertEquals(
                200, http.get("/x", "Cookie", pair + "; " + NAME + "=other").statusCode());
        assertEquals(200, http.get("/x", "Cookie", NAME + "=other; " + pair).statusCode());
        assertEquals(200, http.get("/", "Cookie", NAME + "=other; " + pair).statusCode());
    }

    @Test
    void deadCookie_isChallengedAndNotDeleted() throws Exception {
        for (String cookie : List.of(NAME + "=dead", NAME + "=", NAME + "=" + "A".repeat(43), "other=1")) {
            HttpResponse<String> response = http.get("/v1/tasks", "Cookie", cookie);
            assertEquals(401, response.statusCode(), cookie);
            assertTrue(
                    response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Session realm="));
            assertTrue(response.headers().allValues("Set-Cookie").isEmpty());
        }
        assertEquals(200, http.get("/", "Cookie", NAME + "=dead").statusCode());
        assertEquals(
                204,
                http.postForm("/api/login", "username=demo&password=correct+horse", "Cookie", NAME + "=dead")
                        .statusCode());
    }

    @Test
    void refusedLogins_haveTheSameBytes() throws Exception {
        Set<Object> answers = new HashSet<>();
        for (String body : List.of(
                "username=demo&password=wrong",
                "username=nobody&password=wrong",
                "username=keyless&password=wrong",
                "username=off&password=correct+horse",
                "username=off&password=wrong")) {
            HttpResponse<String> response = http.postForm("/api/login", body);
            assertEquals(401, response.statusCode());
            assertEquals("{\"message\":\"\"}", response.body());
            answers.add(headers(response));
        }
        assertEquals(1, answers.size(), answers.toString());
    }

    @Test
    void throttledLogins_haveTheSameBytesForAllNames() throws Exception {
        Set<Object> answers = new HashSet<>();
        for (String name : List.of("demo", "nobody", "off", "keyless")) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        401,
                        http.postForm("/api/login", "username=" + name + "&password=wrong")
                                .statusCode());
            }
            for (String password : List.of("wrong", "correct+horse")) {
                HttpResponse<String> response =
                        http.postForm("/api/login", "username=" + name + "&password=" + password);
                assertEquals(429, response.statusCode());
                Map<String, List<String>> headers = headers(response);
                int seconds = Integer.parseInt(headers.remove("retry-after").get(0));
                assertTrue(seconds >= 1 && seconds <= 3600, "Retry-After " + seconds);
                answers.add(List.of(response.body(), headers));
            }
        }
        assertEquals(1, answers.size(), answers.toString());
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        headers.remove("Date");
        // Numbers the refusals, whatever their cause.
        assertNotNull(headers.remove("Refusal-Id"), "the id of the refusal");
        return headers;
    }

    @Test
    void throttledLogin_hasRetryAfter() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    401,
                    http.postForm("/api/login", "username=demo&password=wrong").statusCode());
        }
        HttpResponse<String> response = http.postForm("/api/login", "username=demo&password=correct+horse");
        assertEquals(429, response.statusCode());
        int seconds =
                Integer.parseInt(response.headers().firstValue("Retry-After").orElse("0"));
        assertTrue(seconds >= 1 && seconds <= 3600, "Retry-After " + seconds);
        assertTrue(response.headers().allValues("Set-Cookie").isEmpty());
    }

    @Test
    void malformedLogin_isABadRequest() throws Exception {
        for (String body : List.of("", "username=demo", "username=demo&username=act&password=x")) {
            HttpResponse<String> response = http.postForm("/api/login", body);
            assertEquals(400, response.statusCode(), body);
            assertTrue(response.body().startsWith("{\"message\":\""), response.body());
        }
        assertEquals(
                400, http.post("/api/login?username=demo&password=a&password=b").statusCode());
    }

    @Test
    void relogin_endsThePreviousSession() throws Exception {
        String first = pair(login());
        HttpResponse<String> again =
                http.postForm("/api/login", "username=demo&password=correct+horse", "Cookie", first);
        String second = pair(setCookie(again));
        assertEquals(401, http.get("/x", "Cookie", first).statusCode());
        assertEquals(200, http.get("/x", "Cookie", second).statusCode());
    }

    @Test
    void logout_endsTheSessionAndDeletesTheCookie() throws Exception {
        String setCookie = login();
        HttpResponse<String> logout = http.post("/api/logout", "Cookie", pair(setCookie));
        assertEquals(204, logout.statusCode());
        String deletion = setCookie(logout);
        assertTrue(deletion.startsWith(NAME + "=;") && deletion.contains("Max-Age=0"), deletion);
        assertTrue(
                deletion.contains("Path=/") && deletion.contains("HttpOnly") && deletion.contains("SameSite=Lax"),
                deletion);
        assertEquals(401, http.get("/x", "Cookie", pair(setCookie)).statusCode());
        assertEquals(204, http.post("/api/logout", "Cookie", pair(setCookie)).statusCode());
        assertEquals(204, http.post("/api/logout").statusCode());
    }

    @Test
    void crossSiteRequests_areForbidden() throws Exception {
        String cookie = pair(login());
        String foreign = "http://127.0.0.1:1";
        assertEquals(
                403,
                http.postForm("/api/login", "username=demo&password=correct+horse", "Origin", foreign)
                        .statusCode());
        assertEquals(
                403,
                http.post("/api/logout", "Cookie", cookie, "Origin", foreign).statusCode());
        assertEquals(
                403, http.post("/v1/x", "Cookie", cookie, "Origin", foreign).statusCode());
        assertEquals(
                200,
                http.post("/v1/x", "Cookie", cookie, "Origin", http.origin()).statusCode());
        assertEquals(200, http.post("/v1/x", "Cookie", cookie).statusCode());
    }

    @Test
    void sessions_outliveAReload() throws Exception {
        String cookie = pair(login());
        http.gatehouse().reload();
        assertEquals(200, http.get("/x", "Cookie", cookie).statusCode());
    }

    @Test
    void decisions_showLoginsWithoutCredentials() throws Exception {
        String cookie = pair(login());
        http.postForm("/api/login", "username=demo&password=wrong");
        http.post("/api/logout", "Cookie", cookie);
        while (http.decisions().size() < 3) {
            Thread.onSpinWait();
        }
        http.close();
        assertEquals(
                List.of(Decision.Outcome.LOGGED_IN, Decision.Outcome.LOGIN_REFUSED, Decision.Outcome.LOGGED_OUT),
                http.decisions().stream().map(Decision::outcome).toList());
        String all = http.decisions().toString();
        assertFalse(
                all.contains(cookie.substring(NAME.length() + 1)) || all.contains("horse") || all.contains("wrong]"));
        assertTrue(all.contains("login.password-wrong"), all);
    }
}
