package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a browser is after a logout, in an application with a context path. */
class LogoutPlaceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Requests come under another name than browsers use, as behind a proxy. */
    private static HttpResponse<String> logOut(LoginRig rig, String cookie) throws Exception {
        URI url = URI.create(rig.url("/app/api/login/logout").toString().replace("localhost", "127.0.0.1"));
        return HTTP.send(
                HttpRequest.newBuilder(url)
                        .header("Cookie", cookie)
                        .header("Sec-Fetch-Mode", "navigate")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.public-url, {origin}",
        "auth.public-url, {origin}/app",
        "auth.login.redirect-root, {origin}",
        "auth.login.redirect-root, {origin}/"
    })
    void browser_comesBackToTheApplication(String key, String value) throws Exception {
        try (LoginRig rig = new LoginRig("/app", Map.of(key, value))) {
            Browser browser = new Browser();
            URI begun = Browser.location(browser.open(rig.url("/app/api/login")));
            assertEquals(303, browser.open(browser.logIn(begun, "demo")).statusCode());
            String session = browser.cookies(rig.origin).entrySet().stream()
                    .filter(cookie -> !cookie.getKey().startsWith("gatehouse-login-"))
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .findFirst()
                    .orElseThrow();

            String target =
                    logOut(rig, session).headers().firstValue("Location").orElse("");

            assertTrue(target.startsWith(rig.keycloak.issuer() + "/"), target);
            String back = URLEncoder.encode(rig.origin + "/app/", StandardCharsets.UTF_8);
            assertTrue(target.contains("post_logout_redirect_uri=" + back + "&"), target);
            assertEquals(
                    "/app/", logOut(rig, "X=y").headers().firstValue("Location").orElse(""));
        }
    }
}
