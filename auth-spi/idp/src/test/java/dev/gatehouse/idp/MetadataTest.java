package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetadataTest {

    private static IdentityProvider provider;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void keycloakIssuer_hasKeycloaksAddresses() throws Exception {
        String realm = provider.baseUri() + "/auth/realms/camunda-platform";
        HttpResponse<String> answer = wire.get(URI.create(realm + "/.well-known/openid-configuration"));
        Map<String, Object> document = Wire.json(answer);
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(realm, document.get("issuer"));
        assertEquals(realm, provider.keycloak().issuer());
        assertEquals(realm + "/protocol/openid-connect/token", document.get("token_endpoint"));
        assertEquals(realm + "/protocol/openid-connect/certs", document.get("jwks_uri"));
        assertEquals(realm + "/protocol/openid-connect/auth", document.get("authorization_endpoint"));
        assertEquals(realm + "/protocol/openid-connect/token/introspect", document.get("introspection_endpoint"));
        assertEquals(realm + "/protocol/openid-connect/revoke", document.get("revocation_endpoint"));
        assertEquals(realm + "/protocol/openid-connect/logout", document.get("end_session_endpoint"));
        assertEquals(realm + "/protocol/openid-connect/userinfo", document.get("userinfo_endpoint"));
    }

    @Test
    void genericIssuer_isTheSameUnderBothWellKnownNames() throws Exception {
        HttpResponse<String> openid = wire.get(provider.baseUri().resolve("/.well-known/openid-configuration"));
        HttpResponse<String> oauth = wire.get(provider.baseUri().resolve("/.well-known/oauth-authorization-server"));
        assertEquals(openid.body(), oauth.body());
        assertEquals(provider.baseUri() + "/", Wire.json(openid).get("issuer"));
        assertEquals(provider.baseUri() + "/", provider.generic().issuer());
        assertEquals(provider.baseUri() + "/oauth/token", Wire.json(openid).get("token_endpoint"));
        assertEquals(List.of("S256"), Wire.json(openid).get("code_challenge_methods_supported"));
    }

    @Test
    void jwkSet_namesUseAlgorithmAndKidAndNoPrivateHalf() throws Exception {
        for (Issuer issuer : List.of(provider.keycloak(), provider.generic())) {
            JWKSet keys = JWKSet.parse(wire.get(issuer.jwksUri()).body());
            assertEquals(
                    Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                    keys.getKeys().stream().map(JWK::getAlgorithm).collect(Collectors.toSet()));
            for (JWK key : keys.getKeys()) {
                assertEquals(KeyUse.SIGNATURE, key.getKeyUse());
                assertEquals(key.computeThumbprint().toString(), key.getKeyID());
                assertFalse(key.isPrivate());
            }
        }
    }

    @Test
    void issuers_shareNoKey() throws Exception {
        JWKSet one = JWKSet.parse(wire.get(provider.keycloak().jwksUri()).body());
        JWKSet other = JWKSet.parse(wire.get(provider.generic().jwksUri()).body());
        for (JWK key : one.getKeys()) {
            assertTrue(other.getKeys().stream()
                    .noneMatch(candidate -> candidate.getKeyID().equals(key.getKeyID())));
        }
    }

    @Test
    void unknownPath_is404() throws Exception {
        assertEquals(404, wire.get(provider.baseUri().resolve("/nothing")).statusCode());
    }

    @Test
    void wrongMethod_is405WithAllow() throws Exception {
        HttpResponse<String> answer = wire.get(provider.generic().tokenEndpoint());
        assertEquals(405, answer.statusCode());
        assertEquals("POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void head_answersWithoutBody() throws Exception {
        HttpResponse<String> answer =
                wire.send(HttpRequest.newBuilder(provider.generic().jwksUri())
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.body());
    }
}
