package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveralProvidersTest {

    private final Browser browser = new Browser();
    private LoginRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new LoginRig(LoginRig.withSecondProvider(Map.of("auth.login.local-page", "/sign-in")));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void navigation_leadsToAPageToChoose_thatKeepsThePath() throws Exception {
        HttpResponse<String> page = browser.open(Browser.location(browser.open(rig.url("/page?a=1"))));

        assertEquals(200, page.statusCode());
        String back = "&amp;return=%2Fpage%3Fa%3D1\"";
        assertTrue(page.body().contains("href=\"/api/login?provider=default" + back), page.body());
        assertTrue(page.body().contains("href=\"/api/login?provider=second" + back), page.body());
        assertTrue(page.body().contains("href=\"/sign-in\""), page.body());
        assertTrue(page.body().contains("Log in with Second &amp; Sons"), page.body());
    }

    @Test
    void options_areListedForPages() throws Exception {
        HttpResponse<String> options = browser.fetch(rig.url("/api/login-options"));

        assertEquals(200, options.statusCode());
        assertEquals(
                "[{\"name\":\"default\",\"title\":\"Example Keycloak\",\"kind\":\"openid\","
                        + "\"url\":\"/api/login?provider=default\"},"
                        + "{\"name\":\"second\",\"title\":\"Second & Sons\",\"kind\":\"openid\","
                        + "\"url\":\"/api/login?provider=second\"},"
                        + "{\"name\":\"local\",\"title\":\"Name and password\",\"kind\":\"password\","
                        + "\"url\":\"/sign-in\"}]",
                options.body().replace("\\/", "/"));
    }

    @Test
    void eachProvider_hasItsOwnRedirectPathAndSessions() throws Exception {
        URI second = Browser.location(browser.open(rig.url("/api/login?provider=second&return=/page/2")));
        URI response = browser.logIn(second, "reader");

        assertEquals("/identity-callback/second", response.getPath());
        assertEquals(rig.url("/page/2"), Browser.location(browser.open(response)));
        assertEquals(
                "second:reader PERSON [READ] []",
                browser.fetch(rig.url("/v1/tasks")).body());
    }

    @Test
    void responseOnThePathOfAnotherProvider_isAMixUp() throws Exception {
        URI first = Browser.location(browser.open(rig.url("/api/login?provider=default")));
        URI response = browser.logIn(first, "demo");

        String elsewhere = response.toString().replace("/identity-callback?", "/identity-callback/second?");
        HttpResponse<String> page = browser.open(URI.create(elsewhere));

        assertEquals(400, page.statusCode());
        assertEquals("oidc.mix-up", rig.refusal());
    }

    @Test
    void responseOfAnotherProviderWithoutIss_isAMixUp() throws Exception {
        Map<String, String> parameters = new HashMap<>();
        URI first = Browser.location(browser.open(rig.url("/api/login?provider=default")));
        URI second = Browser.location(browser.open(rig.url("/api/login?provider=second")));
        for (String pair : browser.logIn(second, "demo").getRawQuery().split("&")) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair);
        }
        String state = first.getRawQuery().replaceFirst(".*\\bstate=([^&]*).*", "$1");

        HttpResponse<String> page =
                browser.open(rig.url("/identity-callback/second?state=" + state + "&" + parameters.get("code")));

        assertEquals(400, page.statusCode());
        assertEquals("oidc.mix-up", rig.refusal());
    }
}
