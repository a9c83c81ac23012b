package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.tokens.Digests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationCodeTest {

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();
    private BrowserLogin login;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client(Client.builder("<b>other</b>")
                        .secret("other-secret")
                        .redirectUris("http://localhost:8080/cb?x=1")
                        .audiences("tasklist-api"))
                .start();
        issuer = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void openBrowser() {
        login = new BrowserLogin(wire, issuer);
    }

    @Test
    void rightLogin_returnsCodeStateAndIssuer() throws Exception {
        HttpResponse<String> redirect = login.submit(login.authorize(BrowserLogin.request()), "demo", "demo");
        assertEquals(303, redirect.statusCode());
        assertTrue(redirect.headers().firstValue("Location").orElse("").startsWith(BrowserLogin.CALLBACK + "?"));
        Map<String, String> callback = BrowserLogin.callback(redirect);
        assertNotNull(callback.get("code"));
        assertEquals("state 1/&", callback.get("state"));
        assertEquals(issuer.issuer(), callback.get("iss"));
    }

    @Test
    void rightVerifier_getsAccessIdAndRefreshToken() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        JWTClaimsSet access = wire.verified(issuer, tokens.get("access_token").toString());
        assertEquals("demo", access.getStringClaim("preferred_username"));
        assertEquals("Demo User", access.getStringClaim("name"));
        assertEquals(List.of("tasklist-api"), access.getAudience());
        assertEquals(Map.of("tasklist-api", List.of("read:*", "write:*")), access.getJSONObjectClaim("permissions"));
        assertNull(access.getClaim("client_id"), "only service accounts have it");
        assertEquals("openid email profile", access.getStringClaim("scope"));

        JWTClaimsSet id = wire.verified(issuer, tokens.get("id_token").toString());
        assertEquals(List.of("tasklist"), id.getAudience());
        assertEquals("n-1", id.getStringClaim("nonce"));
        assertEquals("ID", id.getStringClaim("typ"));
        assertEquals(access.getSubject(), id.getSubject());
        assertEquals(access.getStringClaim("sid"), id.getStringClaim("sid"));
        assertEquals(Digests.leftHalf(tokens.get("access_token").toString(), "RS256"), id.getStringClaim("at_hash"));
        assertNotNull(tokens.get("refresh_token"));
        assertEquals(1800L, ((Number) tokens.get("refresh_expires_in")).longValue());
    }

    @Test
    void userWithoutPermissions_hasNoneInTheToken() throws Exception {
        JWTClaimsSet access =
                wire.verified(issuer, login.tokens("nobody").get("access_token").toString());
        assertNull(access.getClaim("permissions"));
    }

    @Test
    void genericIssuer_givesARefreshTokenForOfflineAccessOnly() throws Exception {
        BrowserLogin generic = new BrowserLogin(wire, provider.generic());
        Map<String, Object> without = generic.tokens("demo");
        assertFalse(without.containsKey("refresh_token"));
        JWTClaimsSet access =
                wire.verified(provider.generic(), without.get("access_token").toString());
        assertEquals("tasklist", access.getStringClaim("client_id"));
        assertEquals(List.of("read:*", "write:*"), access.getStringListClaim("permissions"));

        Map<String, String> request = BrowserLogin.request();
        request.put("scope", "openid offline_access");
        request.put("prompt", "login");
        String code = generic.code(request, "demo");
        Map<String, Object> with = Wire.json(generic.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
        assertNotNull(with.get("refresh_token"));
    }

    @Test
    void wrongVerifier_isRefusedAndUsesTheCodeUp() throws Exception {
        String code = login.code("demo");
        assertInvalidGrant(login.exchange(code, "x".repeat(43), BrowserLogin.CALLBACK));
        assertInvalidGrant(login.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
    }

    @Test
    void missingVerifier_isInvalidRequest() throws Exception {
        HttpResponse<String> answer = login.exchange(login.code("demo"), "", BrowserLogin.CALLBACK);
        assertEquals("invalid_request", Wire.json(answer).get("error"));
    }

    @Test
    void wrongRedirectUriAtTheTokenEndpoint_isRefused() throws Exception {
        assertInvalidGrant(login.exchange(login.code("demo"), BrowserLogin.VERIFIER, BrowserLogin.CALLBACK + "/"));
    }

    @Test
    void replayedCode_isRefusedAndEndsWhatTheFirstUseGave() throws Exception {
        String code = login.code("demo");
        Map<String, Object> tokens = Wire.json(login.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
        String access = tokens.get("access_token").toString();
        assertTrue(login.isActive(access));
        assertInvalidGrant(login.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
        assertFalse(login.isActive(access));
        assertInvalidGrant(login.refresh(tokens.get("refresh_token").toString()));
    }

    @Test
    void codeOfAnotherClient_isRefusedAndStaysGood() throws Exception {
        String code = login.code("demo");
        HttpResponse<String> stolen = wire.form(
                issuer.tokenEndpoint(),
                Wire.parameters(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        BrowserLogin.CALLBACK,
                        "code_verifier",
                        BrowserLogin.VERIFIER,
                        "client_id",
                        "<b>other</b>",
                        "client_secret",
                        "other-secret"));
        assertInvalidGrant(stolen);
        assertEquals(
                200,
                login.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK)
                        .statusCode());
    }

    @Test
    void codeOfOneIssuer_isUnknownToTheOther() throws Exception {
        String code = login.code("demo");
        BrowserLogin other = new BrowserLogin(wire, provider.generic());
        assertInvalidGrant(other.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
    }

    @Test
    void wrongPassword_showsTheFormAgainAndKeepsTheLoginOpen() throws Exception {
        HttpResponse<String> page = login.authorize(BrowserLogin.request());
        HttpResponse<String> again = login.submit(page, "demo", "wrong");
        assertEquals(200, again.statusCode());
        assertTrue(again.body().contains("Wrong user name or password"));
        assertTrue(again.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals(200, login.submit(page, "nobody-knows", "demo").statusCode());
        assertEquals(303, login.submit(again, "demo", "demo").statusCode());
    }

    @Test
    void usedLoginPage_canNotBeUsedAgain() throws Exception {
        HttpResponse<String> page = login.authorize(BrowserLogin.request());
        assertEquals(303, login.submit(page, "demo", "demo").statusCode());
        assertEquals(400, login.submit(page, "demo", "demo").statusCode());
    }

    @Test
    void unregisteredRedirectUri_isNeverRedirectedTo() throws Exception {
        for (String uri : List.of(
                "http://localhost:8080/identity-callback/",
                "http://localhost:8080/identity-callback?x",
                "http://localhost:8081/identity-callback",
                "http://evil.example.com/")) {
            Map<String, String> request = BrowserLogin.request();
            request.put("redirect_uri", uri);
            HttpResponse<String> answer = login.authorize(request);
            assertEquals(400, answer.statusCode(), uri);
            assertTrue(answer.headers().firstValue("Location").isEmpty());
        }
    }

    @Test
    void unknownClient_isNeverRedirected() throws Exception {
        Map<String, String> request = BrowserLogin.request();
        request.put("client_id", "nobody-knows");
        assertEquals(400, login.authorize(request).statusCode());
    }

    @Test
    void badRequests_areToldToTheClientWithItsState() throws Exception {
        assertEquals("invalid_request", errorWith("code_challenge", ""));
        assertEquals("invalid_request", errorWith("code_challenge", "short"));
        assertEquals("invalid_request", errorWith("code_challenge_method", ""));
        assertEquals("invalid_request", errorWith("code_challenge_method", "plain"));
        assertEquals("unsupported_response_type", errorWith("response_type", "token"));
        assertEquals("invalid_request", errorWith("response_mode", "form_post"));
        assertEquals("invalid_scope", errorWith("scope", "openid everything"));
        assertEquals("request_not_supported", errorWith("request", "eyJ"));
        assertEquals("login_required", errorWith("prompt", "none"));
    }

    @Test
    void secondLogin_needsNoPasswordInTheSameBrowser() throws Exception {
        login.code("demo");
        HttpResponse<String> second = login.authorize(BrowserLogin.request());
        assertEquals(302, second.statusCode());
        assertNotNull(BrowserLogin.callback(second).get("code"));
        Map<String, String> silent = BrowserLogin.request();
        silent.put("prompt", "none");
        assertNotNull(BrowserLogin.callback(login.authorize(silent)).get("code"));
    }

    @Test
    void promptLoginAndMaxAgeZero_askForThePasswordAgain() throws Exception {
        login.code("demo");
        Map<String, String> again = BrowserLogin.request();
        again.put("prompt", "login");
        assertEquals(200, login.authorize(again).statusCode());
        Map<String, String> fresh = BrowserLogin.request();
        fresh.put("max_age", "0");
        assertEquals(200, login.authorize(fresh).statusCode());
    }

    @Test
    void sessionCookie_isHttpOnlyLaxAndForItsIssuerAlone() throws Exception {
        HttpResponse<String> redirect = login.submit(login.authorize(BrowserLogin.request()), "demo", "demo");
        String cookie = redirect.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.endsWith("; Path=/auth/realms/camunda-platform; HttpOnly; SameSite=Lax"), cookie);
    }

    @Test
    void loginPage_escapesWhatComesFromOutside() throws Exception {
        Map<String, String> request = BrowserLogin.request();
        request.put("client_id", "<b>other</b>");
        request.put("redirect_uri", "http://localhost:8080/cb?x=1");
        HttpResponse<String> page = login.authorize(request);
        assertFalse(page.body().contains("<b>other"), page.body());
        assertTrue(page.body().contains("&lt;b&gt;other"));
        assertTrue(page.body().contains("Development identity provider"));
        HttpResponse<String> redirect = login.submit(page, "demo", "demo");
        assertEquals("1", BrowserLogin.callback(redirect).get("x"));
    }

    private String errorWith(String name, String value) throws Exception {
        Map<String, String> request = BrowserLogin.request();
        request.put(name, value);
        HttpResponse<String> answer = login.authorize(request);
        assertEquals(302, answer.statusCode(), name + "=" + value);
        Map<String, String> callback = BrowserLogin.callback(answer);
        assertEquals("state 1/&", callback.get("state"));
        assertNull(callback.get("code"));
        return callback.get("error");
    }

    private static void assertInvalidGrant(HttpResponse<String> answer) throws Exception {
        assertEquals(400, answer.statusCode());
        assertEquals("invalid_grant", Wire.json(answer).get("error"));
    }
}
