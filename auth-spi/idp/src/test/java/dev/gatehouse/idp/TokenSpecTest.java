package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenSpecTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider =
                IdentityProvider.demo().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
        issuer = provider.generic();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void untouchedSpec_isAGoodTokenOfEachIssuer() throws Exception {
        JWTClaimsSet claims = wire.verified(issuer, issuer.mint().serialize());
        assertEquals(issuer.issuer(), claims.getIssuer());
        assertEquals(List.of("tasklist.camunda.io"), claims.getAudience());
        assertEquals(List.of("read:*", "write:*"), claims.getStringListClaim("permissions"));
        assertEquals(NOW, claims.getIssueTime().toInstant());
        JWTClaimsSet keycloak =
                wire.verified(provider.keycloak(), provider.keycloak().mint().serialize());
        assertEquals(Map.of("tasklist-api", List.of("read:*", "write:*")), keycloak.getJSONObjectClaim("permissions"));
    }

    @Test
    void mintFor_writesWhatTheTokenEndpointWouldWrite() throws Exception {
        Issuer keycloak = provider.keycloak();
        Map<String, Object> minted = claims(keycloak.mintFor("m2m-full").serialize());
        Map<String, Object> issued = claims(wire.clientToken(keycloak, "m2m-full", "m2m-full-secret"));
        assertNotEquals(minted.remove("jti"), issued.remove("jti"));
        assertEquals(issued, minted);
        assertEquals("ES256", header(keycloak.mintFor("m2m-es256").serialize()).get("alg"));
    }

    @Test
    void mintForUser_isThePersonsToken() throws Exception {
        Map<String, Object> claims =
                claims(provider.keycloak().mintFor("tasklist", "reader").serialize());
        assertEquals("reader", claims.get("preferred_username"));
        assertEquals(Map.of("tasklist-api", List.of("read:*")), claims.get("permissions"));
        assertFalse(claims.containsKey("client_id"));
    }

    @Test
    void unknownClientOrUser_isToldToTheTest() {
        assertThrows(IllegalArgumentException.class, () -> issuer.mintFor("nobody-knows"));
        assertThrows(IllegalArgumentException.class, () -> issuer.mintFor("tasklist", "nobody-knows"));
    }

    @Test
    void claimsAndHeaders_canBeSetAndLeftOut() throws Exception {
        String token = issuer.mint()
                .claim("sub", "other")
                .claim("nothing", null)
                .without("jti")
                .audience("a", "b")
                .notBefore(Duration.ofSeconds(5))
                .header("typ", "odd")
                .header("crit", List.of("b64"))
                .withoutHeader("kid")
                .serialize();
        Map<String, Object> claims = claims(token);
        assertEquals("other", claims.get("sub"));
        assertTrue(claims.containsKey("nothing"));
        assertNull(claims.get("nothing"));
        assertFalse(claims.containsKey("jti"));
        assertEquals(List.of("a", "b"), claims.get("aud"));
        assertEquals(NOW.getEpochSecond() + 5, ((Number) claims.get("nbf")).longValue());
        Map<String, Object> header = header(token);
        assertEquals("odd", header.get("typ"));
        assertEquals(List.of("b64"), header.get("crit"));
        assertFalse(header.containsKey("kid"));
        assertFalse(claims(issuer.mint().audience().serialize()).containsKey("aud"));
        assertEquals("a", claims(issuer.mint().audience("a").serialize()).get("aud"));
    }

    @Test
    void expired_isInThePastAndWellSigned() throws Exception {
        String token = issuer.mint().expired().serialize();
        JWTClaimsSet claims = wire.verified(issuer, token);
        assertEquals(NOW.minusSeconds(3600), claims.getExpirationTime().toInstant());
        assertTrue(claims.getIssueTime()
                .toInstant()
                .isBefore(claims.getExpirationTime().toInstant()));
    }

    @Test
    void alteredTokens_failTheSignature() throws Exception {
        for (String algorithm : List.of("RS256", "ES256")) {
            assertTrue(
                    wire.isSignedBy(issuer, issuer.mint().algorithm(algorithm).serialize()));
            assertFalse(wire.isSignedBy(
                    issuer,
                    issuer.mint().algorithm(algorithm).alteredSignature().serialize()));
            assertFalse(wire.isSignedBy(
                    issuer,
                    issuer.mint().algorithm(algorithm).alteredClaim("sub", "x").serialize()));
            assertFalse(wire.isSignedBy(
                    issuer,
                    issuer.mint().algorithm(algorithm).signedByImpostor().serialize()));
        }
    }

    @Test
    void impostor_usesTheKidOfTheIssuersKey() throws Exception {
        assertEquals(
                issuer.keys().current("RS256").kid(),
                header(issuer.mint().signedByImpostor().serialize()).get("kid"));
    }

    @Test
    void unsigned_hasAlgNoneAndNoSignature() throws Exception {
        String token = issuer.mint().unsigned().serialize();
        assertTrue(token.endsWith("."));
        assertEquals("none", header(token).get("alg"));
    }

    @Test
    void hmacWithPublicKey_verifiesWithThatVerySecret() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.mint().hmacWithPublicKey().serialize());
        assertEquals("HS256", token.getHeader().getAlgorithm().getName());
        assertEquals(issuer.keys().current("RS256").kid(), token.getHeader().getKeyID());
        assertTrue(token.verify(
                new MACVerifier(issuer.keys().current("RS256").publicKey().getEncoded())));
    }

    @Test
    void otherIssuersKey_isNamedInTheHeader() throws Exception {
        SigningKey foreign = provider.keycloak().keys().current("RS256");
        String token = issuer.mint().signedWith(foreign).serialize();
        assertEquals(foreign.kid(), header(token).get("kid"));
        assertFalse(wire.isSignedBy(issuer, token));
        assertTrue(wire.isSignedBy(provider.keycloak(), token));
    }

    @Test
    void headerThatLies_keepsTheRealSignature() throws Exception {
        String token = issuer.mint().header("alg", "ES256").serialize();
        assertEquals("ES256", header(token).get("alg"));
        assertEquals(256, Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)).length);
    }

    @Test
    void rawTexts_areTakenAsTheyAre() throws Exception {
        String header = "{\"alg\":\"RS256\",\"alg\":\"none\"}";
        String token = issuer.mint().rawHeader(header).rawPayload("not json").serialize();
        String[] parts = token.split("\\.", -1);
        assertEquals(header, new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
        assertEquals("not json", new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    @Test
    void oneSpec_canBeSerializedAgain() throws Exception {
        TokenSpec spec = issuer.mint();
        String first = spec.serialize();
        assertEquals(first, spec.serialize());
        assertNotEquals(first, spec.claim("x", 1).serialize());
        assertFalse(spec.toString().contains(first.substring(first.lastIndexOf('.') + 1)));
    }

    private static Map<String, Object> header(String token) throws Exception {
        return part(token, 0);
    }

    private static Map<String, Object> claims(String token) throws Exception {
        return part(token, 1);
    }

    private static Map<String, Object> part(String token, int index) throws Exception {
        String text = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
        return JSONObjectUtils.parse(text);
    }
}
