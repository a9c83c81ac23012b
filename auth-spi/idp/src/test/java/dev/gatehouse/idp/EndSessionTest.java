package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.faults.Endpoint;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndSessionTest {

    private static final String HOME = "http://localhost:8080/";

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();
    private BrowserLogin login;
    private Map<String, Object> tokens;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
        issuer = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void logIn() throws Exception {
        login = new BrowserLogin(wire, issuer);
        tokens = login.tokens("demo");
    }

    @Test
    void hintAndRegisteredAddress_endTheSessionAndReturn() throws Exception {
        HttpResponse<String> answer = login.endSession(
                Wire.parameters("id_token_hint", idToken(), "post_logout_redirect_uri", HOME, "state", "s 1"));
        assertEquals(302, answer.statusCode());
        assertEquals(
                HOME + "?state=s+1", answer.headers().firstValue("Location").orElse(""));
        assertTrue(answer.headers().firstValue("Set-Cookie").orElse("").endsWith("; Max-Age=0"));
        assertLoggedOut();
    }

    @Test
    void hintAlone_endsTheSession() throws Exception {
        assertEquals(
                200,
                login.endSession(Wire.parameters("id_token_hint", idToken())).statusCode());
        assertLoggedOut();
    }

    @Test
    void noHint_asksFirst() throws Exception {
        HttpResponse<String> page = login.endSession(
                Wire.parameters("client_id", "tasklist", "post_logout_redirect_uri", HOME, "state", "\"><b>"));
        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("\"><b>"));
        assertTrue(login.isActive(accessToken()));

        HttpResponse<String> done = login.confirmEndSession(
                Wire.parameters("client_id", "tasklist", "post_logout_redirect_uri", HOME, "confirm", "yes"));
        assertEquals(303, done.statusCode());
        assertEquals(HOME, done.headers().firstValue("Location").orElse(""));
        assertLoggedOut();
    }

    @Test
    void unregisteredAddress_isRefusedAndNothingEnds() throws Exception {
        for (Map<String, String> request : List.of(
                Wire.parameters("id_token_hint", idToken(), "post_logout_redirect_uri", HOME + "x"),
                Wire.parameters("client_id", "m2m-full", "post_logout_redirect_uri", HOME),
                Wire.parameters("post_logout_redirect_uri", HOME),
                Wire.parameters("id_token_hint", idToken(), "client_id", "m2m-full"))) {
            assertEquals(
                    400,
                    login.endSession(request).statusCode(),
                    request.keySet().toString());
        }
        assertTrue(login.isActive(accessToken()));
    }

    @Test
    void forgedHint_isRefused() throws Exception {
        for (String hint : List.of(
                "garbage",
                accessToken(),
                idToken().substring(0, idToken().lastIndexOf('.') + 1),
                provider.generic().mintFor("tasklist", "demo").serialize())) {
            assertEquals(
                    400,
                    login.endSession(Wire.parameters("id_token_hint", hint)).statusCode());
        }
        assertTrue(login.isActive(accessToken()));
    }

    @Test
    void refreshTokenByPost_endsTheSessionAsInKeycloak() throws Exception {
        HttpResponse<String> answer = wire.form(
                issuer.uri(Endpoint.END_SESSION),
                Wire.parameters(
                        "refresh_token", tokens.get("refresh_token").toString(),
                        "client_id", "tasklist",
                        "client_secret", "tasklist-secret"));
        assertEquals(204, answer.statusCode());
        assertLoggedOut();
    }

    @Test
    void logoutToken_hasTheShapeOfTheSpecification() throws Exception {
        String token = issuer.mintLogoutToken("tasklist", "subject-1", "sid-1").serialize();
        JWTClaimsSet claims = wire.verified(issuer, token);
        assertEquals("logout+jwt", SignedJWT.parse(token).getHeader().getType().getType());
        assertEquals(List.of("tasklist"), claims.getAudience());
        assertEquals("subject-1", claims.getSubject());
        assertEquals("sid-1", claims.getStringClaim("sid"));
        assertEquals(
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()),
                claims.getJSONObjectClaim("events"));
    }

    private String idToken() {
        return tokens.get("id_token").toString();
    }

    private String accessToken() {
        return tokens.get("access_token").toString();
    }

    private void assertLoggedOut() throws Exception {
        assertFalse(login.isActive(accessToken()));
        assertEquals(400, login.refresh(tokens.get("refresh_token").toString()).statusCode());
        assertEquals(200, login.authorize(BrowserLogin.request()).statusCode(), "the login page is shown again");
    }
}
