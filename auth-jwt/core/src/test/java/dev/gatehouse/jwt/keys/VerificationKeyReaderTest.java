package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.jwt.TestEd25519;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VerificationKeyReaderTest {

    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey EC = TestKey.elliptic("ec", Curve.P_256);
    private static final Map<String, Object> ED =
            Map.of("kty", "OKP", "crv", "Ed25519", "kid", "ed", "x", "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bt");

    private final VerificationKeyReader reader = new VerificationKeyReader();

    private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
        Map<String, Object> copy = new HashMap<>(jwk);
        copy.put(member, value);
        return copy;
    }

    /** Ordinary keys for other purposes, and keys that must not be published. */
    @TestFactory
    Stream<DynamicTest> unusableKey_isOrdinaryOrBad() {
        Map<String, Object> ec = EC.published();
        Map<Map<String, Object>, Boolean> keys = new HashMap<>();
        keys.put(RSA.with("use", "enc").published(), true);
        keys.put(RSA.with("alg", "RSA-OAEP").published(), true);
        keys.put(RSA.with("key_ops", List.of("encrypt")).published(), true);
        keys.put(Map.of("kty", "AKP", "alg", "ML-DSA-65", "pub", "AAAA"), true);
        keys.put(Map.of("kty", "AKP", "pub", "AAAA"), true);
        keys.put(Map.of("kty", "OKP", "crv", "Ed448", "x", "AAAA"), true);
        keys.put(Map.of("kty", "OKP", "crv", "X25519", "x", "AAAA"), true);
        keys.put(with(ec, "crv", "secp256k1"), true);
        keys.put(Map.of("kty", "oct", "k", "AyM1SysPpbyDfgZld3umj1qz"), false);
        keys.put(Map.of(), false);
        keys.put(with(ec, "kid", 1), false);
        keys.put(with(ec, "alg", "ES384"), false);
        keys.put(with(ec, "alg", "RS256"), false);
        keys.put(with(ED, "alg", "ES256"), false);
        keys.put(with(RSA.published(), "alg", "HS256"), false);
        for (String part : List.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv")) {
            keys.put(with(RSA.published(), part, "AQAB"), false);
        }
        keys.put(with(RSA.published(), "n", RSA.published().get("n") + "="), false);
        keys.put(with(RSA.published(), "e", "AQAB\u00e4"), false);
        keys.put(with(ec, "x", ec.get("x") + "A"), false);
        keys.put(with(ec, "y", List.of()), false);
        keys.put(with(ED, "x", "AAAA"), false);
        return keys.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().toString(), () -> {
                    UnusableKeyException unusable =
                            assertThrows(UnusableKeyException.class, () -> reader.read(entry.getKey()));
                    assertEquals(entry.getValue(), unusable.isOrdinary(), unusable.getMessage());
                }));
    }

    @Test
    void purpose_isReadFromJwk() throws Exception {
        VerificationKey all = reader.read(RSA.without("alg").published());
        assertTrue(all.fits(SigningAlgorithm.RS256) && all.fits(SigningAlgorithm.PS512));
        VerificationKey one = reader.read(RSA.with("alg", "RS512").published());
        assertTrue(one.fits(SigningAlgorithm.RS512));
        assertFalse(one.fits(SigningAlgorithm.RS256));
        assertThrows(
                UnusableKeyException.class,
                () -> reader.read(
                        RSA.with("key_ops", List.of("verify", "verify")).published()));
        assertThrows(
                UnusableKeyException.class,
                () -> reader.read(RSA.with("key_ops", List.of("verify", 1)).published()));
    }

    @Test
    void ed25519Name_isReadFromJwk() throws Exception {
        byte[] x = Base64URL.from(TestEd25519.published(TestEd25519.pair())).decode();
        Map<String, Object> jwk = Map.of("kty", "OKP", "crv", "Ed25519", "x", TestToken.encode(x));
        VerificationKey both = reader.read(jwk);
        assertTrue(both.fits(SigningAlgorithm.EDDSA) && both.fits(SigningAlgorithm.ED25519));
        VerificationKey old = reader.read(with(jwk, "alg", "EdDSA"));
        assertTrue(old.fits(SigningAlgorithm.EDDSA) && !old.fits(SigningAlgorithm.ED25519));
        VerificationKey young = reader.read(with(jwk, "alg", "Ed25519"));
        assertTrue(young.fits(SigningAlgorithm.ED25519) && !young.fits(SigningAlgorithm.EDDSA));
    }

    /** Nimbus would refuse these keys, although they are harmless. */
    @Test
    void unknownOrBrokenMetadata_isIgnored() throws Exception {
        assertTrue(reader.read(RSA.with("key_ops", List.of("verify", "urn:example:other"))
                        .with("use", "sig")
                        .published())
                .fits(SigningAlgorithm.RS256));
        for (String member : List.of("x5c", "x5u", "x5t", "x5t#S256", "exp", "nbf", "iat", "revoked")) {
            assertTrue(
                    reader.read(RSA.with(member, List.of("broken")).published()).fits(SigningAlgorithm.RS256), member);
        }
    }

    /** Nimbus skips characters that are not base64url: the key would have many spellings. */
    @Test
    void lenientBase64_isRefused() {
        for (String suffix : List.of("=", " ", "\n", ".", "\u00e4")) {
            Map<String, Object> jwk = with(EC.published(), "x", EC.published().get("x") + suffix);
            UnusableKeyException refused = assertThrows(UnusableKeyException.class, () -> reader.read(jwk));
            assertTrue(refused.getMessage().contains("not base64url (x)"), refused.getMessage());
        }
    }

    /** Some libraries leave out leading zeros (RFC 7518 section 6.2.1.2 does not): such a key has two spellings. */
    @Test
    void coordinateOfAnotherLength_isRefused() {
        byte[] x = ((ECKey) EC.pair()).getX().decode();
        byte[] longer = new byte[33];
        System.arraycopy(x, 0, longer, 1, 32);
        assertThrows(
                UnusableKeyException.class,
                () -> reader.read(EC.with("x", TestToken.encode(longer)).published()));
        assertThrows(
                UnusableKeyException.class,
                () -> reader.read(
                        EC.with("x", TestToken.encode(Arrays.copyOf(x, 31))).published()));
    }

    @Test
    void basePointOfACurve_isRefused() {
        for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
            java.security.spec.ECPoint base = curve.toECParameterSpec().getGenerator();
            ECKey key = new ECKey.Builder(
                            curve,
                            ECKey.encodeCoordinate(
                                    curve.toECParameterSpec()
                                            .getCurve()
                                            .getField()
                                            .getFieldSize(),
                                    base.getAffineX()),
                            ECKey.encodeCoordinate(
                                    curve.toECParameterSpec()
                                            .getCurve()
                                            .getField()
                                            .getFieldSize(),
                                    base.getAffineY()))
                    .build();
            UnusableKeyException refused =
                    assertThrows(UnusableKeyException.class, () -> reader.read(key.toJSONObject()));
            assertTrue(refused.getMessage().contains("private key 1"), refused.getMessage());
        }
    }

    @Test
    void reasons_holdNothingOutOfTheDocument() {
        Map<String, Object> jwk = with(RSA.published(), "n", "c2VjcmV0");
        UnusableKeyException refused = assertThrows(UnusableKeyException.class, () -> reader.read(jwk));
        assertFalse(refused.getMessage().contains("c2VjcmV0"));
    }

    @Test
    void keysPassedOver_areToldWithTheirKid() {
        KeySet keys = new KeySetReader()
                .read(
                        TestIssuer.jwks(
                                EC,
                                RSA.with("d", "AQAB"),
                                RSA.with("use", "enc").with("kid", "enc")),
                        null);
        assertEquals(1, keys.keys().size());
        assertEquals(List.of("a private key, which must not be published (it has d) (kid rsa)"), keys.skipped());
        KeySet odd = new KeySetReader().read(TestIssuer.jwks(RSA.with("d", "A").with("kid", "a\nb")), null);
        assertEquals(List.of("a private key, which must not be published (it has d)"), odd.skipped());
    }
}
