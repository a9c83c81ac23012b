package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.jwt.client.TokenClient;
import dev.gatehouse.jwt.client.TokenClientBuilder;
import dev.gatehouse.jwt.client.TokenException;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The token client with a private key in place of a secret, at a real Keycloak that knows its public half (RFC 7523).
 */
@ExtendWith(Keycloak.class)
class KeycloakPrivateKeyTest {

    private static final String CLIENT = "m2m-key";

    private static ProtectedApi api;
    private static JWK rsa;
    private static JWK pss;
    private static JWK elliptic;

    private final KeycloakServer keycloak;
    private final KeycloakTokens tokens;

    KeycloakPrivateKeyTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void publishKeys(KeycloakServer keycloak) throws Exception {
        rsa = rsa("rsa", JWSAlgorithm.RS256);
        pss = rsa("pss", JWSAlgorithm.PS256);
        elliptic = elliptic("elliptic");
        new KeycloakAdmin(keycloak).keysOfClient(CLIENT, new JWKSet(List.of(rsa, pss, elliptic)));
        api = ProtectedApi.start(Flavour.JWT.settings(keycloak.issuer()), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JWK rsa(String kid, JWSAlgorithm algorithm) throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .generate();
    }

    private static JWK elliptic(String kid) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .generate();
    }

    private TokenClientBuilder client(String key, String kid) {
        return patient().privateKey(key, kid);
    }

    /** How busy the machine is must not decide whether an answer comes in time. */
    private TokenClientBuilder patient() {
        return TokenClient.builder()
                .clientId(CLIENT)
                .issuer(keycloak.issuer())
                .connectTimeout(Duration.ofMinutes(1))
                .requestTimeout(Duration.ofMinutes(1))
                .deadline(Duration.ofMinutes(3));
    }

    private static void assertTokenIsGood(TokenClientBuilder builder) throws Exception {
        try (TokenClient client = builder.build()) {
            String token = client.token().value();
            assertEquals(CLIENT, KeycloakTokens.claims(token).path("azp").textValue());
            assertEquals("200", api.outcome("/read", token));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "pss", "elliptic"})
    void clientAssertion_getsAcceptedToken(String which) throws Exception {
        JWK key = new JWKSet(List.of(rsa, pss, elliptic)).getKeyByKeyId(which);
        assertTokenIsGood(client(key.toJSONString(), which));
    }

    @Test
    void keyInPem_getsAcceptedToken() throws Exception {
        byte[] encoded = rsa.toRSAKey().toPrivateKey().getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
        assertTokenIsGood(client(pem, "rsa"));
    }

    @Test
    void assertionForTheTokenEndpoint_isTakenToo() throws Exception {
        assertTokenIsGood(client(rsa.toJSONString(), "rsa")
                .tokenEndpoint(tokens.endpoint().toString()));
    }

    private void assertRefused(TokenClientBuilder builder) {
        try (TokenClient client = builder.build()) {
            TokenException refused = assertThrows(TokenException.class, client::token);
            assertEquals(TokenException.Kind.REFUSED, refused.kind());
            assertFalse(String.valueOf(refused.getMessage()).contains("eyJ"), refused.getMessage());
        }
    }

    @Test
    void assertionOfAnotherKeyWithTheSameKid_isRefused() throws Exception {
        assertRefused(client(rsa("rsa", JWSAlgorithm.RS256).toJSONString(), "rsa"));
    }

    @Test
    void assertionForAnotherServer_isRefused() {
        assertRefused(client(rsa.toJSONString(), "rsa").assertionAudience("https://elsewhere.example.com/realm"));
    }

    @Test
    void secretWhereAKeyIsDemanded_isRefused() {
        assertRefused(patient().clientSecret("m2m-key-secret"));
    }
}
