package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs, and the token endpoint that binds tokens to their key (RFC 9449 sections 4.2 and 5). */
class DpopProofTest {

    private static final SigningKey KEY = SigningKey.generate("ES256");

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

    private static DpopProof proof(Issuer issuer) {
        return DpopProof.of(KEY, "POST", issuer.tokenEndpoint().toString());
    }

    private HttpResponse<String> request(Issuer issuer, String... headers) throws Exception {
        Map<String, String> form = Wire.parameters(
                "grant_type", "client_credentials", "client_id", "m2m-full", "client_secret", "m2m-full-secret");
        return wire.form(issuer.tokenEndpoint(), form, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256"})
    void proof_isSignedByTheKeyThatItCarries(String algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        SignedJWT proof = SignedJWT.parse(DpopProof.of(key, "GET", "https://a.example/x")
                .forToken("token")
                .serialize());
        JWK jwk = proof.getHeader().getJWK();
        assertFalse(jwk.isPrivate());
        assertEquals(key.thumbprint(), jwk.computeThumbprint().toString());
        assertEquals("dpop+jwt", proof.getHeader().getType().getType());
        assertEquals(
                "PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A",
                proof.getJWTClaimsSet().getStringClaim("ath"));
        assertTrue(proof.verify(new DefaultJWSVerifierFactory()
                .createJWSVerifier(proof.getHeader(), ((AsymmetricJWK) jwk).toPublicKey())));
    }

    @Test
    void proofs_haveIdentifiersOfTheirOwnAndShowNothing() throws Exception {
        DpopProof one = DpopProof.of(KEY, "GET", "https://a.example/x");
        DpopProof two = DpopProof.of(KEY, "GET", "https://a.example/x").nonce("secret");
        assertNotEquals(
                SignedJWT.parse(one.serialize()).getJWTClaimsSet().getJWTID(),
                SignedJWT.parse(two.serialize()).getJWTClaimsSet().getJWTID());
        assertFalse(two.toString().contains("secret"));
    }

    @Test
    void tokenRequestWithAProof_getsABoundToken() throws Exception {
        for (Issuer issuer : new Issuer[] {provider.keycloak(), provider.generic()}) {
            HttpResponse<String> answer = request(issuer, "DPoP", proof(issuer).serialize());
            assertEquals(200, answer.statusCode());
            assertEquals("DPoP", Wire.json(answer).get("token_type"));
            String token = Wire.json(answer).get("access_token").toString();
            assertEquals(
                    Map.of("jkt", KEY.thumbprint()),
                    wire.verified(issuer, token).getJSONObjectClaim("cnf"));
        }
    }

    @Test
    void tokenRequestWithoutAProof_getsABearerToken() throws Exception {
        HttpResponse<String> answer = request(provider.keycloak());
        assertEquals("Bearer", Wire.json(answer).get("token_type"));
        String token = Wire.json(answer).get("access_token").toString();
        assertFalse(wire.verified(provider.keycloak(), token).getClaims().containsKey("cnf"));
    }

    static Stream<String> bad() {
        SigningKey other = SigningKey.generate("ES256");
        Issuer issuer = provider.keycloak();
        return Stream.of(
                "",
                "x",
                proof(issuer).signedBy(other).serialize(),
                proof(issuer).header("typ", "JWT").serialize(),
                proof(issuer).withoutHeader("jwk").serialize(),
                proof(issuer).claim("htm", "GET").serialize(),
                proof(issuer).claim("htu", "https://a.example/elsewhere").serialize(),
                proof(issuer).claim("htu", "::").serialize(),
                proof(issuer).withoutClaim("htu").serialize(),
                proof(issuer).withoutClaim("jti").serialize(),
                proof(issuer).withoutClaim("iat").serialize(),
                proof(issuer).issuedAt(Instant.now().minusSeconds(600)).serialize());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badProof_getsNoToken(String proof) throws Exception {
        HttpResponse<String> answer = request(provider.keycloak(), "DPoP", proof);
        assertEquals(400, answer.statusCode());
        assertEquals("invalid_dpop_proof", Wire.json(answer).get("error"));
    }

    @Test
    void severalProofs_getNoToken() throws Exception {
        String one = proof(provider.keycloak()).serialize();
        String two = proof(provider.keycloak()).serialize();
        HttpResponse<String> answer = request(provider.keycloak(), "DPoP", one, "DPoP", two);
        assertEquals(400, answer.statusCode());
        assertEquals("invalid_dpop_proof", Wire.json(answer).get("error"));
    }
}
