package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Endpoint;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenLifecycleTest {

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();
    private BrowserLogin login;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client(Client.builder("opaque")
                        .secret("opaque-secret")
                        .audiences("tasklist-api")
                        .permissions("tasklist-api", "read:*")
                        .opaqueTokens())
                .client(Client.builder("spa").audiences("tasklist-api"))
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

    @AfterEach
    void clearFaults() {
        issuer.faults().clear();
    }

    @Test
    void refresh_rotatesTheToken() throws Exception {
        String first = login.tokens("demo").get("refresh_token").toString();
        HttpResponse<String> answer = login.refresh(first);
        assertEquals(200, answer.statusCode());
        String second = Wire.json(answer).get("refresh_token").toString();
        assertNotEquals(first, second);
        assertEquals(
                "demo",
                wire.verified(issuer, Wire.json(answer).get("access_token").toString())
                        .getStringClaim("preferred_username"));
        assertEquals(200, login.refresh(second).statusCode());
    }

    @Test
    void replayedRefreshToken_endsTheWholeFamily() throws Exception {
        String first = login.tokens("demo").get("refresh_token").toString();
        Map<String, Object> renewed = Wire.json(login.refresh(first));
        assertInvalidGrant(login.refresh(first));
        assertInvalidGrant(login.refresh(renewed.get("refresh_token").toString()));
        assertFalse(login.isActive(renewed.get("access_token").toString()));
    }

    @Test
    void refreshWithFewerScopes_narrowsThisAccessTokenOnly() throws Exception {
        String token = login.tokens("demo").get("refresh_token").toString();
        Map<String, Object> narrow = Wire.json(login.refresh(token, "scope", "email"));
        assertEquals("email", narrow.get("scope"));
        Map<String, Object> next =
                Wire.json(login.refresh(narrow.get("refresh_token").toString()));
        assertEquals("openid email profile", next.get("scope"));
    }

    @Test
    void refreshWithMoreScopes_isRefusedAndTheTokenStaysGood() throws Exception {
        String token = login.tokens("demo").get("refresh_token").toString();
        assertEquals(
                "invalid_scope",
                Wire.json(login.refresh(token, "scope", "openid phone")).get("error"));
        assertEquals(200, login.refresh(token).statusCode());
    }

    @Test
    void refreshTokenOfAnotherClient_isRefused() throws Exception {
        String token = login.tokens("demo").get("refresh_token").toString();
        HttpResponse<String> answer = wire.form(
                issuer.tokenEndpoint(),
                Wire.parameters("grant_type", "refresh_token", "refresh_token", token, "client_id", "spa"));
        assertInvalidGrant(answer);
        assertEquals(200, login.refresh(token).statusCode());
    }

    @Test
    void expiredRefreshTokenAndCode_areRefused() throws Exception {
        String token = login.tokens("demo").get("refresh_token").toString();
        String code = login.code(withPrompt(), "demo");
        issuer.faults().skew(Lifetimes.CODE);
        assertInvalidGrant(login.exchange(code, BrowserLogin.VERIFIER, BrowserLogin.CALLBACK));
        issuer.faults().skew(Duration.ofMinutes(30));
        assertInvalidGrant(login.refresh(token));
    }

    @Test
    void introspection_tellsClaimsOfAnActiveToken() throws Exception {
        String token = wire.clientToken(issuer, "m2m-read", "m2m-read-secret");
        Map<String, Object> answer = Wire.json(introspect(token));
        assertEquals(true, answer.get("active"));
        assertEquals("m2m-read", answer.get("client_id"));
        assertEquals("Bearer", answer.get("token_type"));
        assertEquals("service-account-m2m-read", answer.get("username"));
        assertEquals("tasklist-api", answer.get("aud"));
        assertEquals(Map.of("tasklist-api", List.of("read:*")), answer.get("permissions"));
    }

    @Test
    void introspectionOfAPersonsToken_namesClientAndUser() throws Exception {
        Map<String, Object> tokens = login.tokens("reader");
        Map<String, Object> access =
                Wire.json(introspect(tokens.get("access_token").toString()));
        assertEquals("tasklist", access.get("client_id"));
        assertEquals("reader", access.get("username"));
        Map<String, Object> refresh =
                Wire.json(introspect(tokens.get("refresh_token").toString()));
        assertEquals(true, refresh.get("active"));
        assertEquals("reader", refresh.get("username"));
        login.refresh(tokens.get("refresh_token").toString());
        assertFalse(login.isActive(tokens.get("refresh_token").toString()));
    }

    @Test
    void introspection_saysNothingAboutAnyOtherToken() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        for (String token : List.of(
                "garbage",
                "a.b.c",
                tokens.get("id_token").toString(),
                issuer.mint().expired().serialize(),
                issuer.mint().alteredSignature().serialize(),
                issuer.mint().alteredClaim("sub", "other").serialize(),
                issuer.mint().unsigned().serialize(),
                issuer.mint().hmacWithPublicKey().serialize(),
                issuer.mint().signedByImpostor().serialize(),
                issuer.mintLogoutToken("tasklist", "sub", "sid").serialize(),
                provider.generic().mint().serialize())) {
            assertEquals("{\"active\":false}", introspect(token).body());
        }
    }

    @Test
    void introspection_needsAConfidentialClient() throws Exception {
        String token = issuer.mint().serialize();
        assertEquals(
                401,
                wire.form(issuer.uri(Endpoint.INTROSPECTION), Wire.parameters("token", token))
                        .statusCode());
        assertEquals(
                401,
                wire.form(issuer.uri(Endpoint.INTROSPECTION), Wire.parameters("token", token, "client_id", "spa"))
                        .statusCode());
    }

    @Test
    void opaqueToken_isReadableByIntrospectionOnly() throws Exception {
        String token = wire.clientToken(issuer, "opaque", "opaque-secret");
        assertTrue(token.indexOf('.') < 0);
        assertEquals("opaque", Wire.json(introspect(token)).get("client_id"));
        assertTrue(issuer.revoke(token));
        assertFalse(login.isActive(token));
        assertFalse(issuer.revoke(token));
    }

    @Test
    void revokedAccessToken_isInactive() throws Exception {
        String token = wire.clientToken(issuer, "demo-client", "demo-secret");
        assertTrue(login.isActive(token));
        assertEquals(200, revoke(token, "demo-client", "demo-secret").statusCode());
        assertFalse(login.isActive(token));
        assertEquals(200, revoke(token, "demo-client", "demo-secret").statusCode());
    }

    @Test
    void revokedRefreshToken_takesItsAccessTokenAlong() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        assertEquals(
                200,
                revoke(tokens.get("refresh_token").toString(), "tasklist", "tasklist-secret")
                        .statusCode());
        assertFalse(login.isActive(tokens.get("access_token").toString()));
        assertInvalidGrant(login.refresh(tokens.get("refresh_token").toString()));
    }

    @Test
    void revocationByAnotherClient_changesNothing() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        for (String name : List.of("access_token", "refresh_token")) {
            HttpResponse<String> answer = revoke(tokens.get(name).toString(), "m2m-full", "m2m-full-secret");
            assertEquals("unauthorized_client", Wire.json(answer).get("error"));
            assertTrue(login.isActive(tokens.get(name).toString()));
        }
        assertEquals(401, revoke("x", "m2m-full", "wrong").statusCode());
        assertEquals(200, revoke("x", "m2m-full", "m2m-full-secret").statusCode());
    }

    @Test
    void userInfo_needsATokenOfALivingSession() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        String bearer = "Bearer " + tokens.get("access_token");
        HttpResponse<String> answer = wire.get(issuer.uri(Endpoint.USERINFO), "Authorization", bearer);
        assertEquals("demo", Wire.json(answer).get("preferred_username"));
        assertEquals("demo@example.com", Wire.json(answer).get("email"));
        assertEquals(401, wire.get(issuer.uri(Endpoint.USERINFO)).statusCode());
        HttpResponse<String> machine = wire.get(
                issuer.uri(Endpoint.USERINFO),
                "Authorization",
                "Bearer " + wire.clientToken(issuer, "m2m-full", "m2m-full-secret"));
        assertEquals(401, machine.statusCode());
        assertEquals(
                "Bearer error=\"invalid_token\"",
                machine.headers().firstValue("WWW-Authenticate").orElse(""));
        revoke(tokens.get("refresh_token").toString(), "tasklist", "tasklist-secret");
        assertEquals(
                401,
                wire.get(issuer.uri(Endpoint.USERINFO), "Authorization", bearer).statusCode());
    }

    private HttpResponse<String> introspect(String token) throws Exception {
        return wire.form(
                issuer.uri(Endpoint.INTROSPECTION),
                Wire.parameters("token", token),
                "Authorization",
                Wire.basic("tasklist", "tasklist-secret"));
    }

    private HttpResponse<String> revoke(String token, String id, String secret) throws Exception {
        return wire.form(
                issuer.uri(Endpoint.REVOCATION),
                Wire.parameters("token", token, "client_id", id, "client_secret", secret));
    }

    private static Map<String, String> withPrompt() {
        Map<String, String> request = BrowserLogin.request();
        request.put("prompt", "login");
        return request;
    }

    private static void assertInvalidGrant(HttpResponse<String> answer) throws Exception {
        assertEquals(400, answer.statusCode());
        assertEquals("invalid_grant", Wire.json(answer).get("error"));
    }
}
