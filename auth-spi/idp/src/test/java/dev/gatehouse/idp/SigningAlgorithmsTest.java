package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.tokens.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningAlgorithmsTest {

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
        issuer = provider.generic();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512", "ES384", "ES512"})
    void everyAlgorithm_verifiesWithNimbus(String algorithm) throws Exception {
        issuer.keys().use(SigningKey.generate(algorithm));
        String token = issuer.mint().algorithm(algorithm).serialize();
        assertEquals(
                algorithm, SignedJWT.parse(token).getHeader().getAlgorithm().getName());
        assertTrue(wire.isSignedBy(issuer, token));
        assertTrue(new BrowserLogin(wire, issuer).isActive(token));
    }

    @Test
    void edDsa_isPublishedAsOctetKeyPairAndVerifies() throws Exception {
        SigningKey key = SigningKey.generate("EdDSA");
        issuer.keys().use(key);
        JWK published = JWK.parse(key.publicJwkJson());
        assertEquals("OKP", published.getKeyType().getValue());
        assertEquals("Ed25519", published.toJSONObject().get("crv"));
        BrowserLogin login = new BrowserLogin(wire, issuer);
        assertTrue(login.isActive(issuer.mint().algorithm("EdDSA").serialize()));
        assertFalse(login.isActive(
                issuer.mint().algorithm("EdDSA").alteredSignature().serialize()));
    }
}
