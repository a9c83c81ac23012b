package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Hold;
import dev.gatehouse.testkit.ProviderExtension;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginOverHttpTest {

    private static final String SESSION = "AUTH-SESSION";

    private final Browser browser = new Browser();

    /** Opens the page, follows it to the provider, and returns the URL that the provider sends the browser back to. */
    private URI responseFor(LoginRig rig, String path, String user) throws Exception {
        URI begin = Browser.location(browser.open(rig.url(path)));
        return browser.logIn(Browser.location(browser.open(begin)), user);
    }

    @Test
    void pageWithoutASession_leadsThroughTheProviderBackToThePage() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            HttpResponse<String> opened = browser.open(rig.url("/page?filter=a%20b&x=1"));
            assertEquals(303, opened.statusCode());
            HttpResponse<String> begun = browser.open(Browser.location(opened));
            URI authorization = Browser.location(begun);
            assertTrue(authorization.toString().startsWith(rig.keycloak.issuer() + "/protocol/"));
            assertTrue(authorization.getQuery().contains("code_challenge_method=S256"));

            HttpResponse<String> finished = browser.open(browser.logIn(authorization, "demo"));

            assertEquals(303, finished.statusCode());
            assertEquals(rig.url("/page?filter=a%20b&x=1"), Browser.location(finished));
            HttpResponse<String> page = browser.open(Browser.location(finished));
            assertEquals("demo PERSON [READ, WRITE] []", page.body());
            assertEquals(
                    List.of(SESSION), List.copyOf(browser.cookies(rig.origin).keySet()));
        }
    }

    @Test
    void apiWithoutCredentials_getsA401_notARedirect() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            HttpResponse<String> script = browser.fetch(rig.url("/v1/tasks"));
            HttpResponse<String> navigation = browser.open(rig.url("/v1/tasks"));
            HttpResponse<String> scriptOnPage = browser.fetch(rig.url("/page"));
            assertAll(
                    () -> assertEquals(401, script.statusCode()),
                    () -> assertEquals(401, navigation.statusCode()),
                    () -> assertEquals(401, scriptOnPage.statusCode()));
        }
    }

    @Test
    void contextPath_isKeptOnAllWays() throws Exception {
        try (LoginRig rig = new LoginRig("/tasklist", Map.of())) {
            HttpResponse<String> finished = browser.open(responseFor(rig, "/tasklist/page?a=1", "demo"));

            assertEquals(rig.url("/tasklist/page?a=1"), Browser.location(finished));
            assertEquals(
                    "demo PERSON [READ, WRITE] []",
                    browser.open(Browser.location(finished)).body());
        }
    }

    @Test
    void severalTabs_logInAtOnce() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            URI one = Browser.location(browser.open(rig.url("/api/login?return=/page/1")));
            URI two = Browser.location(browser.open(rig.url("/api/login?return=/page/2")));
            URI three = Browser.location(browser.open(rig.url("/api/login?return=/page/3")));
            URI second = browser.logIn(two, "demo");

            assertEquals(rig.url("/page/2"), Browser.location(browser.open(second)));
            assertEquals(rig.url("/page/3"), Browser.location(browser.open(browser.logIn(three, "demo"))));
            assertEquals(rig.url("/page/1"), Browser.location(browser.open(browser.logIn(one, "demo"))));
        }
    }

    @Test
    void newLogin_opensANewSession_andEndsTheOldOne() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            browser.open(responseFor(rig, "/page", "demo"));
            String first = browser.cookies(rig.origin).get(SESSION);
            URI again = Browser.location(browser.open(rig.url("/api/login?provider=default")));
            browser.open(browser.logIn(again, "demo"));
            String second = browser.cookies(rig.origin).get(SESSION);

            assertNotEquals(first, second);
            Browser thief = new Browser();
            thief.cookies(rig.origin).put(SESSION, first);
            assertEquals(401, thief.fetch(rig.url("/v1/tasks")).statusCode());
            assertEquals(200, browser.fetch(rig.url("/v1/tasks")).statusCode());
        }
    }

    @Test
    void personWithoutPermission_getsAPageThatNamesItAndWaysOn() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            HttpResponse<String> page = browser.open(responseFor(rig, "/page", "nobody"));

            assertEquals(403, page.statusCode());
            assertTrue(page.body().contains("the permission READ"), page.body());
            assertTrue(page.body().contains("No Rights"), page.body());
            assertTrue(page.body().contains("href=\"/api/login?provider=default&amp;account=other\""), page.body());
            assertTrue(page.body().contains(rig.keycloak.issuer() + "/protocol/openid-connect/logout?"), page.body());
            assertFalse(page.body().contains("id_token"), page.body());
            assertEquals(Map.of(), browser.cookies(rig.origin));
            assertEquals("oidc.permission-missing", rig.refusal());
            URI other = Browser.location(browser.open(rig.url("/api/login?provider=default&account=other")));
            assertTrue(other.getQuery().contains("prompt=login"), other.toString());
        }
    }

    @Test
    void providerThatIsDown_is503WithAPage_andOpenSessionsContinue() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            browser.open(responseFor(rig, "/page", "demo"));
            URI waiting = Browser.location(browser.open(rig.url("/api/login?provider=default")));
            URI response = browser.logIn(waiting, "demo");
            rig.provider.stop();

            HttpResponse<String> callback = browser.open(response);
            HttpResponse<String> session = browser.fetch(rig.url("/v1/tasks"));

            assertEquals(503, callback.statusCode());
            assertTrue(callback.headers().firstValue("Retry-After").isPresent());
            assertTrue(callback.body().contains("Log in with Example Keycloak"), callback.body());
            assertEquals(200, session.statusCode());
            assertEquals("oidc.provider-unavailable", rig.refusal());
        }
    }

    @Test
    void keysThatArriveLate_areAwaitedByTheLogin() throws Exception {
        AtomicReference<Hold> keys = new AtomicReference<>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (LoginRig rig = new LoginRig(
                "", Map.of(), provider -> keys.set(provider.keycloak().faults().hold(Endpoint.JWKS)))) {
            URI response = responseFor(rig, "/page", "demo");
            Future<HttpResponse<String>> callback = threads.submit(() -> browser.open(response));
            assertThrows(TimeoutException.class, () -> callback.get(100, TimeUnit.MILLISECONDS));
            keys.get().release();

            assertEquals(303, callback.get().statusCode());
            assertEquals(200, browser.fetch(rig.url("/v1/tasks")).statusCode());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keysThatCannotBeFetched_areNotAwaited() throws Exception {
        try (LoginRig rig = new LoginRig(
                "", Map.of(), provider -> provider.keycloak().faults().set(Endpoint.JWKS, Fault.status(500)))) {
            HttpResponse<String> callback = browser.open(responseFor(rig, "/page", "demo"));

            assertEquals(503, callback.statusCode());
            assertEquals("keys.unavailable", rig.refusal());
        }
    }

    @Test
    void pages_haveAStrictPolicyAndNoScript() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            HttpResponse<String> page = browser.open(rig.url("/identity-callback?state=x"));

            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertEquals(400, page.statusCode());
            assertTrue(policy.startsWith("default-src 'none'; style-src 'unsafe-inline'; form-action"), policy);
            assertFalse(page.body().contains("<script"));
            assertTrue(page.body().contains("lang=\"en\""));
            assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        }
    }

    @Test
    void expiredLogin_endsInAPageWithAWayOn() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            URI response = responseFor(rig, "/page", "demo");
            rig.clock.advance(Duration.ofMinutes(11));

            HttpResponse<String> page = browser.open(response);

            assertEquals(400, page.statusCode());
            assertTrue(page.body().contains("took too long"), page.body());
            assertTrue(page.body().contains("href=\"/api/login?provider=default\""), page.body());
            assertEquals("oidc.state-expired", rig.refusal());
        }
    }

    @Test
    void backButtonAfterTheLogin_endsInAPageThatContinuesWithTheSession() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            URI response = responseFor(rig, "/page", "demo");
            browser.open(response);

            HttpResponse<String> page = browser.open(response);

            assertEquals(400, page.statusCode());
            assertTrue(page.body().contains("Continue with your session"), page.body());
            assertEquals(200, browser.fetch(rig.url("/v1/tasks")).statusCode());
        }
    }

    @Test
    void idTokenOfTheProvider_isNoBearerToken_whenTheLoginIsOn() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            String idToken = IdTokens.of(rig, "tasklist", "demo").serialize();
            String access = rig.keycloak.mintFor("tasklist", "demo").serialize();

            assertEquals(200, ProviderExtension.statusOnceReady(() -> statusWith(rig, access)));
            assertEquals(401, statusWith(rig, idToken));
        }
    }

    private int statusWith(LoginRig rig, String token) throws Exception {
        return browser.fetch(rig.url("/v1/tasks"), "Authorization", "Bearer " + token)
                .statusCode();
    }
}
