package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetReaderTest {

    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey EC = TestKey.elliptic("ec", Curve.P_256);

    private final KeySetReader reader = new KeySetReader();

    private int usable(TestKey... keys) {
        return reader.read(TestIssuer.jwks(keys), null).keys().size();
    }

    @Test
    void keysForSignatures_areUsable() {
        assertEquals(1, usable(RSA));
        assertEquals(1, usable(RSA.without("use").without("alg")));
        assertEquals(1, usable(RSA.without("kid")));
        assertEquals(1, usable(RSA.with("alg", "PS384").with("use", "sig")));
        assertEquals(1, usable(RSA.with("key_ops", List.of("verify"))));
        assertEquals(1, usable(RSA.with("x5c", List.of("broken")).with("x5u", "https://evil.example.com/")));
        assertEquals(3, usable(EC, TestKey.elliptic("b", Curve.P_384), TestKey.elliptic("c", Curve.P_521)));
        assertEquals(1, usable(TestKey.rsa("big", 3072)));
    }

    @TestFactory
    Stream<DynamicTest> keyThatCannotServe_isPassedOver() {
        Map<String, TestKey> unusable = Map.ofEntries(
                Map.entry("RSA with 1024 bits", TestKey.rsa("small", 1024)),
                Map.entry("RSA with 2047 bits", RSA.with("n", shorter())),
                Map.entry("RSA with exponent 1", RSA.with("e", "AQ")),
                Map.entry("RSA with an even exponent", RSA.with("e", "Ag")),
                Map.entry("RSA with a huge exponent", RSA.with("e", "A".repeat(20) + "B")),
                Map.entry("RSA without modulus", RSA.without("n")),
                Map.entry("RSA with a modulus that is not a string", RSA.with("n", 1)),
                Map.entry("private RSA", RSA.with("d", "AQAB")),
                Map.entry("private EC", EC.with("d", "AQAB")),
                Map.entry("for encryption", RSA.with("use", "enc")),
                Map.entry("use of another type", RSA.with("use", List.of("sig"))),
                Map.entry("key_ops without verify", RSA.with("key_ops", List.of("encrypt"))),
                Map.entry("key_ops of another type", RSA.with("key_ops", "verify")),
                Map.entry("alg for encryption", RSA.with("alg", "RSA-OAEP")),
                Map.entry("alg of another family", RSA.with("alg", "ES256")),
                Map.entry("alg of a shared secret", RSA.with("alg", "HS256")),
                Map.entry("alg none", RSA.with("alg", "none")),
                Map.entry("alg of another type", RSA.with("alg", 1)),
                Map.entry("kid of another type", RSA.with("kid", 1)),
                Map.entry("shared secret", RSA.with("kty", "oct").with("k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0")),
                Map.entry("OKP", RSA.with("kty", "OKP").with("crv", "Ed25519").with("x", "AQAB")),
                Map.entry("unknown type", RSA.with("kty", "XYZ")),
                Map.entry("type in lower case", RSA.with("kty", "rsa")),
                Map.entry("type of another type", RSA.with("kty", List.of("RSA"))),
                Map.entry("no type", RSA.without("kty")),
                Map.entry("EC off its curve", EC.with("x", EC.published().get("y"))),
                Map.entry("EC at zero", EC.with("x", "AA").with("y", "AA")),
                Map.entry("EC without y", EC.without("y")),
                Map.entry("EC of another curve than it says", EC.with("crv", "P-384")),
                Map.entry("EC of an unknown curve", EC.with("crv", "secp256k1")),
                Map.entry("EC with an algorithm of another curve", EC.with("alg", "ES384")));
        return unusable.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    KeySet keys = reader.read(TestIssuer.jwks(EC.with("kid", "good"), entry.getValue()), null);
                    assertEquals(
                            List.of("good"),
                            keys.keys().stream().map(VerificationKey::kid).toList());
                }));
    }

    private static String shorter() {
        byte[] modulus = RSA.pair().toRSAKey().getModulus().decode();
        byte[] shorter = new BigInteger(1, modulus).shiftRight(1).setBit(0).toByteArray();
        return TestToken.encode(shorter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "{}",
                "[]",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":\"\"}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[]",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[]}x",
                "{\"Keys\":[]}"
            })
    void otherDocument_isRefused(String document) {
        assertNull(reader.read(TestToken.bytes(document), null));
    }

    @Test
    void emptySet_isASet() {
        KeySet keys = reader.read(TestToken.bytes("{\"keys\":[]}"), null);
        assertNotNull(keys);
        assertEquals(List.of(), keys.keys());
    }

    @Test
    void moreKeysThanAnyIssuerHas_areNotRead() {
        TestKey[] keys = new TestKey[KeySetReader.MAX_KEYS + 1];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = EC.with("kid", "k" + i);
        }
        KeySet set = reader.read(TestIssuer.jwks(keys), null);
        assertEquals(KeySetReader.MAX_KEYS, set.keys().size());
        assertTrue(set.isCut());
        assertFalse(usable(keys[0]) == 0
                || reader.read(TestIssuer.jwks(keys[0]), null).isCut());
    }

    @Test
    void sameEntryTwice_countsOnce() {
        assertEquals(1, usable(RSA, RSA));
    }

    @Test
    void unchangedEntry_keepsItsObject() {
        KeySet before = reader.read(TestIssuer.jwks(RSA, EC), null);
        KeySet after = reader.read(TestIssuer.jwks(EC, RSA.with("alg", "RS256")), before);
        assertSame(
                before.find("ec", SigningAlgorithm.ES256).get(0),
                after.find("ec", SigningAlgorithm.ES256).get(0));
        assertNotSame(
                before.find("rsa", SigningAlgorithm.RS256).get(0),
                after.find("rsa", SigningAlgorithm.RS256).get(0));
        assertEquals(List.of(), after.find("rsa", SigningAlgorithm.PS256));
    }

    @Test
    void sameKidWithAnotherKey_isAnotherObject() {
        KeySet before = reader.read(TestIssuer.jwks(RSA), null);
        KeySet after = reader.read(TestIssuer.jwks(TestKey.otherRsa("rsa")), before);
        VerificationKey old = before.find("rsa", SigningAlgorithm.RS256).get(0);
        assertEquals(false, after.contains(old));
    }
}
