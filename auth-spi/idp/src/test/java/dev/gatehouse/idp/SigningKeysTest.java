package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.idp.tokens.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private final Wire wire = new Wire();
    private IdentityProvider provider;
    private Issuer issuer;

    @BeforeEach
    void start() {
        provider = IdentityProvider.demo().start();
        issuer = provider.generic();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void rotation_keepsTheOldKeysPublished() throws Exception {
        String before = token();
        issuer.keys().rotate();
        String after = token();
        assertNotEquals(kid(before), kid(after));
        assertEquals(4, issuer.keys().published().size());
        assertTrue(wire.isSignedBy(issuer, before));
        assertTrue(wire.isSignedBy(issuer, after));
    }

    @Test
    void rotationWithoutOverlap_dropsTheOldKeys() throws Exception {
        String before = token();
        issuer.keys().rotateWithoutOverlap();
        assertFalse(wire.isSignedBy(issuer, before));
        assertTrue(wire.isSignedBy(issuer, token()));
    }

    @Test
    void rotationOfOneIssuer_leavesTheOtherAlone() {
        List<String> before = kids(provider.keycloak());
        issuer.keys().rotate();
        assertEquals(before, kids(provider.keycloak()));
    }

    @Test
    void unpublishedKey_goesOnSigning() throws Exception {
        issuer.keys().unpublish(issuer.keys().current("RS256").kid());
        assertFalse(wire.isSignedBy(issuer, token()));
        assertEquals(1, issuer.keys().published().size());
    }

    @Test
    void emptySet_isValidJson() throws Exception {
        issuer.keys().unpublishAll();
        assertEquals("{\"keys\":[]}", wire.get(issuer.jwksUri()).body());
    }

    @Test
    void keyPublishedAhead_signsOnlyOnceItIsUsed() throws Exception {
        SigningKey next = SigningKey.generate("RS256");
        issuer.keys().publish(next);
        assertNotEquals(next.kid(), kid(token()));
        issuer.keys().use(next);
        assertEquals(next.kid(), kid(token()));
        assertTrue(wire.isSignedBy(issuer, token()));
    }

    @Test
    void weakRsaKey_canBeUsedToShowThatOthersRefuseIt() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        issuer.keys().use(SigningKey.of("RS256", "weak", pair));
        assertTrue(wire.isSignedBy(issuer, token()));
        assertEquals("weak", kid(token()));
    }

    @Test
    void unknownAlgorithm_isToldToTheTest() {
        assertThrows(IllegalArgumentException.class, () -> issuer.mint().algorithm("ES512"));
        assertThrows(IllegalArgumentException.class, () -> SigningKey.generate("XX256"));
    }

    @Test
    void toString_namesAlgorithmAndKidOnly() {
        SigningKey key = SigningKey.generate("ES256");
        assertEquals("ES256 " + key.kid(), key.toString());
        assertFalse(key.publicJwkJson().contains("\"d\""));
    }

    private String token() throws Exception {
        return wire.clientToken(issuer, "demo-client", "demo-secret");
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> kids(Issuer of) {
        return of.keys().published().stream().map(SigningKey::kid).toList();
    }
}
