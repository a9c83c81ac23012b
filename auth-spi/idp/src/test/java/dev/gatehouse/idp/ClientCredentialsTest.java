package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.accounts.Client;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

    private static IdentityProvider provider;
    private static Issuer keycloak;
    private static Issuer generic;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client("odd id:%", "a secret/with+odd&signs", List.of("tasklist-api"), "read:*")
                .client(Client.builder("spa")
                        .redirectUris("http://localhost/cb")
                        .audiences("tasklist-api"))
                .start();
        keycloak = provider.keycloak();
        generic = provider.generic();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void formAtKeycloak_answersInKeycloaksShape() throws Exception {
        HttpResponse<String> answer = wire.form(keycloak.tokenEndpoint(), credentials("m2m-full", "m2m-full-secret"));
        Map<String, Object> body = Wire.json(answer);
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertEquals("Bearer", body.get("token_type"));
        assertEquals(300L, ((Number) body.get("expires_in")).longValue());
        assertEquals(0L, ((Number) body.get("refresh_expires_in")).longValue());
        assertEquals(0L, ((Number) body.get("not-before-policy")).longValue());
        assertEquals("email profile", body.get("scope"));
        assertFalse(body.containsKey("refresh_token"));

        String token = body.get("access_token").toString();
        JWTClaimsSet claims = wire.verified(keycloak, token);
        assertEquals("JWT", SignedJWT.parse(token).getHeader().getType().getType());
        assertEquals(keycloak.issuer(), claims.getIssuer());
        assertEquals(List.of("tasklist-api", "zeebe-api"), claims.getAudience());
        assertEquals("m2m-full", claims.getStringClaim("azp"));
        assertEquals("m2m-full", claims.getStringClaim("client_id"));
        assertEquals("Bearer", claims.getStringClaim("typ"));
        assertEquals("service-account-m2m-full", claims.getStringClaim("preferred_username"));
        assertNotEquals("m2m-full", claims.getSubject());
        assertEquals(
                Map.of("tasklist-api", List.of("read:*", "write:*"), "zeebe-api", List.of("write:*")),
                claims.getJSONObjectClaim("permissions"));
        assertEquals(
                claims.getIssueTime().toInstant().plusSeconds(300),
                claims.getExpirationTime().toInstant());
    }

    @Test
    void oneAudience_isATextInTheToken() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-read", "m2m-read-secret");
        assertEquals(
                "tasklist-api",
                SignedJWT.parse(token).getPayload().toJSONObject().get("aud"));
    }

    @Test
    void severalAudiences_areAnArrayInTheToken() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-full", "m2m-full-secret");
        assertEquals(
                List.of("tasklist-api", "zeebe-api"),
                SignedJWT.parse(token).getPayload().toJSONObject().get("aud"));
    }

    @Test
    void es256Client_getsAnEs256Token() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-es256", "m2m-es256-secret");
        assertEquals("ES256", SignedJWT.parse(token).getHeader().getAlgorithm().getName());
        assertTrue(wire.isSignedBy(keycloak, token));
    }

    @Test
    void jsonAtGeneric_answersWithAnRfc9068Token() throws Exception {
        HttpResponse<String> answer = wire.post(
                generic.tokenEndpoint(),
                "application/json; charset=utf-8",
                "{\"grant_type\":\"client_credentials\",\"audience\":\"tasklist.camunda.io\","
                        + "\"client_id\":\"demo-client\",\"client_secret\":\"demo-secret\"}");
        Map<String, Object> body = Wire.json(answer);
        assertEquals(200, answer.statusCode());
        assertEquals(86_400L, ((Number) body.get("expires_in")).longValue());
        assertEquals("read:* write:*", body.get("scope"));
        assertFalse(body.containsKey("not-before-policy"));

        String token = body.get("access_token").toString();
        JWTClaimsSet claims = wire.verified(generic, token);
        assertEquals("at+jwt", SignedJWT.parse(token).getHeader().getType().getType());
        assertEquals(generic.issuer(), claims.getIssuer());
        assertEquals("demo-client", claims.getSubject());
        assertEquals("demo-client", claims.getStringClaim("client_id"));
        assertEquals(List.of("tasklist.camunda.io"), claims.getAudience());
        assertEquals(List.of("read:*", "write:*"), claims.getStringListClaim("permissions"));
        assertEquals("read:* write:*", claims.getStringClaim("scope"));
        assertFalse(wire.isSignedBy(keycloak, token));
    }

    @Test
    void trailingSlash_reachesTheSameEndpoint() throws Exception {
        URI uri = provider.baseUri().resolve("/oauth/token/");
        assertEquals(
                200, wire.form(uri, credentials("demo-client", "demo-secret")).statusCode());
    }

    @Test
    void jsonAtKeycloak_isTakenToo() throws Exception {
        HttpResponse<String> answer = wire.post(
                keycloak.tokenEndpoint(),
                "application/json",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"demo-client\","
                        + "\"client_secret\":\"demo-secret\"}");
        assertEquals(200, answer.statusCode());
    }

    @Test
    void basicAuthentication_decodesBothHalves() throws Exception {
        HttpResponse<String> answer = wire.form(
                keycloak.tokenEndpoint(),
                Wire.parameters("grant_type", "client_credentials"),
                "Authorization",
                Wire.basic("odd id:%", "a secret/with+odd&signs"));
        assertEquals(200, answer.statusCode());
    }

    @Test
    void openidScope_isGranted() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-full", "m2m-full-secret", "scope", "openid");
        assertEquals("openid email profile", wire.verified(keycloak, token).getStringClaim("scope"));
    }

    @Test
    void scopeThatNamesAPermission_narrowsThePermissions() throws Exception {
        String token = wire.clientToken(generic, "demo-client", "demo-secret", "scope", "read:*");
        assertEquals(List.of("read:*"), wire.verified(generic, token).getStringListClaim("permissions"));
    }

    @Test
    void audienceAtGeneric_decidesTheAudience() throws Exception {
        String token = wire.clientToken(generic, "demo-client", "demo-secret", "audience", "operate.camunda.io");
        JWTClaimsSet claims = wire.verified(generic, token);
        assertEquals(List.of("operate.camunda.io"), claims.getAudience());
        assertEquals(List.of(), claims.getStringListClaim("permissions"));
    }

    @Test
    void foreignAudienceAtKeycloak_isIgnored() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-read", "m2m-read-secret", "audience", "m2m-read");
        assertEquals(List.of("tasklist-api"), wire.verified(keycloak, token).getAudience());
    }

    @Test
    void ownAudienceAtKeycloak_narrowsAudienceAndPermissions() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-full", "m2m-full-secret", "audience", "zeebe-api");
        JWTClaimsSet claims = wire.verified(keycloak, token);
        assertEquals(List.of("zeebe-api"), claims.getAudience());
        assertEquals(Map.of("zeebe-api", List.of("write:*")), claims.getJSONObjectClaim("permissions"));
    }

    @Test
    void clientOfAnotherApplication_hasItsAudienceAndNoPermissions() throws Exception {
        String token = wire.clientToken(keycloak, "m2m-wrong-aud", "m2m-wrong-aud-secret");
        JWTClaimsSet claims = wire.verified(keycloak, token);
        assertEquals(List.of("operate-api"), claims.getAudience());
        assertNull(claims.getClaim("permissions"));
    }

    @Test
    void readonlyClient_canOnlyReadAtBothIssuers() throws Exception {
        String one = wire.clientToken(keycloak, "readonly-client", "readonly-secret");
        assertEquals(
                Map.of("tasklist-api", List.of("read:*")),
                wire.verified(keycloak, one).getJSONObjectClaim("permissions"));
        String other =
                wire.clientToken(generic, "readonly-client", "readonly-secret", "audience", "tasklist.camunda.io");
        assertEquals(List.of("read:*"), wire.verified(generic, other).getStringListClaim("permissions"));
    }

    @Test
    void eachToken_hasAnIdOfItsOwn() throws Exception {
        String one = wire.clientToken(keycloak, "m2m-read", "m2m-read-secret");
        String other = wire.clientToken(keycloak, "m2m-read", "m2m-read-secret");
        assertNotEquals(
                wire.verified(keycloak, one).getJWTID(),
                wire.verified(keycloak, other).getJWTID());
    }

    private static Map<String, String> credentials(String id, String secret) {
        return Wire.parameters("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    }
}
