package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackchannelLogoutTest {

    private final Wire wire = new Wire();
    private LogoutReceiver receiver;
    private IdentityProvider provider;
    private Issuer issuer;
    private BrowserLogin login;

    @BeforeEach
    void start() throws Exception {
        receiver = new LogoutReceiver(200);
        provider = IdentityProvider.demo().client(tasklist(receiver.uri())).start();
        issuer = provider.keycloak();
        login = new BrowserLogin(wire, issuer);
    }

    @AfterEach
    void stop() {
        provider.close();
        receiver.close();
    }

    @Test
    void administrator_endsTheSessionAndTheClientIsTold() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        JWTClaimsSet id = idToken(tokens);

        List<LogoutDelivery> sent = issuer.endSession(id.getStringClaim("sid"));

        assertEquals(1, sent.size());
        assertEquals("tasklist", sent.get(0).clientId());
        assertTrue(sent.get(0).isConfirmed());
        assertFalse(login.isActive(tokens.get("access_token").toString()));
        assertEquals(400, login.refresh(tokens.get("refresh_token").toString()).statusCode());
        String token = receiver.tokens().get(0);
        JWTClaimsSet claims = wire.verified(issuer, token);
        assertEquals("logout+jwt", SignedJWT.parse(token).getHeader().getType().getType());
        assertEquals(issuer.issuer(), claims.getIssuer());
        assertEquals(List.of("tasklist"), claims.getAudience());
        assertEquals(id.getSubject(), claims.getSubject());
        assertEquals(id.getStringClaim("sid"), claims.getStringClaim("sid"));
        assertEquals(
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()),
                claims.getJSONObjectClaim("events"));
        assertTrue(claims.getExpirationTime()
                .toInstant()
                .isAfter(claims.getIssueTime().toInstant()));
        assertNull(claims.getClaim("nonce"));
    }

    @Test
    void endedSession_isNotToldAgain() throws Exception {
        String sid = idToken(login.tokens("demo")).getStringClaim("sid");
        issuer.endSession(sid);
        assertEquals(List.of(), issuer.endSession(sid));
        assertEquals(List.of(), issuer.endSession("unknown"));
        assertEquals(1, receiver.tokens().size());
    }

    @Test
    void allSessionsOfAUser_haveATokenEach() throws Exception {
        login.tokens("demo");
        new BrowserLogin(wire, issuer).tokens("demo");
        new BrowserLogin(wire, issuer).tokens("reader");

        assertEquals(2, issuer.endSessionsOf("demo").size());

        JWTClaimsSet one = SignedJWT.parse(receiver.tokens().get(0)).getJWTClaimsSet();
        JWTClaimsSet other = SignedJWT.parse(receiver.tokens().get(1)).getJWTClaimsSet();
        assertEquals(one.getSubject(), other.getSubject());
        assertNotEquals(one.getStringClaim("sid"), other.getStringClaim("sid"));
        assertNotEquals(one.getJWTID(), other.getJWTID());
        assertEquals(1, issuer.endSessionsOf("reader").size());
        assertEquals(List.of(), issuer.endSessionsOf("nobody"));
    }

    @Test
    void logoutByTheBrowser_isSentBeforeTheRedirect() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        assertEquals(
                200,
                login.endSession(Wire.parameters(
                                "id_token_hint", tokens.get("id_token").toString()))
                        .statusCode());
        assertEquals(1, receiver.tokens().size());
    }

    @Test
    void logoutWithARefreshToken_isSent() throws Exception {
        Map<String, Object> tokens = login.tokens("demo");
        Map<String, String> form = Wire.parameters(
                "refresh_token", tokens.get("refresh_token").toString(),
                "client_id", "tasklist",
                "client_secret", "tasklist-secret");
        assertEquals(204, wire.form(issuer.uri(Endpoint.END_SESSION), form).statusCode());
        assertEquals(1, receiver.tokens().size());
    }

    @Test
    void changedToken_isSentAsChanged() throws Exception {
        issuer.changeLogoutTokens(token -> token.claim("nonce", "n-1").alteredSignature());
        issuer.endSession(idToken(login.tokens("demo")).getStringClaim("sid"));
        String token = receiver.tokens().get(0);
        assertEquals("n-1", SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("nonce"));
        assertFalse(wire.isSignedBy(issuer, token));

        issuer.changeLogoutTokens(UnaryOperator.identity());
        issuer.endSession(idToken(new BrowserLogin(wire, issuer).tokens("demo")).getStringClaim("sid"));
        assertTrue(wire.isSignedBy(issuer, receiver.tokens().get(1)));
    }

    @Test
    void clientThatRefusesOrIsDown_doesNotKeepTheSession() throws Exception {
        LogoutReceiver refusing = new LogoutReceiver(400);
        provider.register(tasklist(refusing.uri()).build());
        Map<String, Object> first = login.tokens("demo");
        LogoutDelivery refused =
                issuer.endSession(idToken(first).getStringClaim("sid")).get(0);
        assertEquals(OptionalInt.of(400), refused.status());
        assertFalse(refused.isConfirmed());
        assertFalse(login.isActive(first.get("access_token").toString()));

        refusing.close();
        Map<String, Object> second = new BrowserLogin(wire, issuer).tokens("demo");
        LogoutDelivery unanswered =
                issuer.endSession(idToken(second).getStringClaim("sid")).get(0);
        assertEquals(OptionalInt.empty(), unanswered.status());
        assertFalse(login.isActive(second.get("access_token").toString()));
    }

    @Test
    void metadata_announcesIt() throws Exception {
        Map<String, Object> document = Wire.json(wire.get(issuer.uri(Endpoint.DISCOVERY)));
        assertEquals(true, document.get("backchannel_logout_supported"));
        assertEquals(true, document.get("backchannel_logout_session_supported"));
    }

    private JWTClaimsSet idToken(Map<String, Object> tokens) throws Exception {
        return wire.verified(issuer, tokens.get("id_token").toString());
    }

    private static Client.Builder tasklist(String logoutUri) {
        return Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris(BrowserLogin.CALLBACK)
                .backchannelLogoutUri(logoutUri);
    }
}
