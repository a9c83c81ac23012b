package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that another site embeds, with a session cookie that has {@code SameSite=None}. */
class EmbeddedPagesTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "auth.mechanisms", "cookie, basic",
            "auth.public-url", "https://tasks.example.com",
            "auth.cookie.same-site", "none",
            "auth.cookie.name", "__Host-TASKS",
            "auth.frame-ancestors", "https://portal.example, https://intranet.example:8443");
    private static final String CSP = "frame-ancestors 'self' https://portal.example https://intranet.example:8443";

    private final Users users = Users.of(List.of(SampleUsers.user("demo", "correct horse", "READ")));
    private ProtectedSite http;

    @BeforeEach
    void start() throws Exception {
        http = LoginSite.start(users, SETTINGS);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private HttpResponse<String> login(String... headers) throws Exception {
        return http.post("/api/login?username=demo&password=correct%20horse", headers);
    }

    private String cookie() throws Exception {
        String line = login("Sec-Fetch-Site", "same-origin")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(
                line.matches("__Host-TASKS=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned"),
                line);
        return line.substring(0, line.indexOf(';'));
    }

    @Test
    void everyResponse_namesTheSitesThatMayEmbedIt() throws Exception {
        String cookie = cookie();
        for (HttpResponse<String> response : List.of(http.get("/x", "Cookie", cookie), http.get("/"))) {
            assertEquals(200, response.statusCode());
            assertEquals(List.of(CSP), response.headers().allValues("Content-Security-Policy"));
        }
        assertEquals(
                List.of("default-src 'none'; " + CSP), http.get("/x").headers().allValues("Content-Security-Policy"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, Sec-Fetch-Site, same-origin",
        "200, Sec-Fetch-Site, none",
        "200, Origin, https://tasks.example.com",
        "403, Accept, */*",
        "403, Sec-Fetch-Site, cross-site",
        "403, Sec-Fetch-Site, same-site",
        "403, Origin, https://portal.example",
        "403, Origin, null",
        "403, Referer, https://tasks.example.com/",
        "403, X-Requested-With, XMLHttpRequest"
    })
    void unsafeRequestWithTheCookie_mustProveItsSite(int status, String header, String value) throws Exception {
        assertEquals(status, http.post("/x", "Cookie", cookie(), header, value).statusCode());
    }

    @Test
    void loginAndLogout_mustProveTheirSite() throws Exception {
        String cookie = cookie();
        assertEquals(403, login().statusCode());
        assertEquals(403, login("Origin", "https://portal.example").statusCode());
        assertEquals(403, http.post("/api/logout", "Cookie", cookie).statusCode());
        HttpResponse<String> logout = http.post("/api/logout", "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
        assertEquals(204, logout.statusCode());
        assertEquals(
                "__Host-TASKS=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None; Partitioned",
                logout.headers().firstValue("Set-Cookie").orElseThrow());
    }

    @Test
    void safeRequestAndToolWithoutTheCookie_pass() throws Exception {
        assertEquals(200, http.get("/x", "Cookie", cookie()).statusCode());
        String basic = "Basic ZGVtbzpjb3JyZWN0IGhvcnNl";
        assertEquals(200, http.post("/x", "Authorization", basic).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.frame-ancestors, '', auth.frame-ancestors",
        "auth.cross-site-guard, off, auth.cross-site-guard",
        "auth.frame-ancestors, *, auth.frame-ancestors",
        "auth.frame-ancestors, https://portal.example/path, auth.frame-ancestors",
        "auth.public-url, http://tasks.example.com, auth.cookie."
    })
    void settingsThatDoNotProtectUsers_refuseTheStart(String key, String value, String refusedKey) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        if (value.isEmpty()) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        SettingException refused = assertThrows(
                SettingException.class, () -> LoginSite.start(users, settings).close());
        assertTrue(refused.key().startsWith(refusedKey), refused.key());
    }
}
