package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.jwt.HeardKeys;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds F and H of the cases from the field: key sets as they are. */
class KeySetCasesTest {

    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey EC = TestKey.elliptic("ec", Curve.P_256);
    private static final TestKey ED = TestKey.edwards("ed");

    private final HeardKeys heard = new HeardKeys();
    private final ManualScheduler clock = new ManualScheduler();
    private final TestIssuer issuer = TestIssuer.publishing(RSA);
    private final JwkSource source = new JwkSource(
            "https://issuer.example.com", issuer, new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24)), clock);
    private final KeySetReader reader = new KeySetReader();

    @AfterEach
    void end() {
        heard.close();
    }

    private KeySet read(TestKey... keys) {
        return reader.read(TestIssuer.jwks(keys), null);
    }

    private static byte[] document(String entries) {
        return TestToken.bytes("{\"keys\":[" + entries + "]}");
    }

    private static String json(TestKey... keys) {
        String set = new String(TestIssuer.jwks(keys), StandardCharsets.UTF_8);
        return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"key\"", "[]", "true", "{}"})
    void entryThatIsNoKey_doesNotLoseTheOthers(String entry) {
        issuer.publish(document(json(RSA) + "," + entry + "," + json(EC)));
        source.start();
        assertEquals(2, source.keys().keys().size());
        List<String> warnings = heard.at(Level.WARN);
        assertEquals(1, warnings.size(), warnings.toString());
        clock.advance(Duration.ofMinutes(20));
        assertEquals(1, heard.at(Level.WARN).size(), "told once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alg",
                "use",
                "key_ops",
                "kid",
                "x5t",
                "x5t#S256",
                "x5c",
                "x5u",
                "d",
                "p",
                "q",
                "dp",
                "dq",
                "qi",
                "oth",
                "k",
                "exp",
                "nbf"
            })
    void nullMember_countsAsAbsent(String member) {
        for (TestKey key : List.of(RSA, EC, ED)) {
            KeySet keys = read(key.with(member, null));
            assertEquals(1, keys.keys().size(), keys.skipped().toString());
        }
        assertEquals(
                1,
                read(RSA.with("x", null).with("y", null).with("crv", null))
                        .keys()
                        .size());
    }

    @Test
    void nullOfARequiredMember_isMissing() {
        for (String member : List.of("kty", "n", "e")) {
            assertEquals(0, read(RSA.with(member, null)).keys().size(), member);
        }
    }

    private static String padded(byte[] number) {
        return Base64.getUrlEncoder().encodeToString(number);
    }

    @Test
    void paddedNumbers_serve() {
        RSAKey rsa = RSA.pair().toRSAKey();
        ECKey ec = EC.pair().toECKey();
        assertSameNumbers(
                RSA,
                RSA.with("n", padded(rsa.getModulus().decode()))
                        .with("e", padded(rsa.getPublicExponent().decode()) + "=="));
        assertSameNumbers(
                EC,
                EC.with("x", padded(ec.getX().decode()))
                        .with("y", padded(ec.getY().decode())));
        assertSameNumbers(ED, ED.with("x", ED.published().get("x") + "="));
    }

    @Test
    void leadingZeros_serve() {
        RSAKey rsa = RSA.pair().toRSAKey();
        byte[] signed = rsa.getModulus().decodeToBigInteger().toByteArray();
        assertEquals(257, signed.length);
        assertSameNumbers(RSA, RSA.with("n", TestToken.encode(signed)).with("e", "AAEAAQ"));
        byte[] x = EC.pair().toECKey().getX().decode();
        byte[] longer = new byte[40];
        System.arraycopy(x, 0, longer, 8, 32);
        assertSameNumbers(EC, EC.with("x", TestToken.encode(longer)));
    }

    /**
     * Some libraries write a coordinate as a number, so that a zero at its start is missing (RFC 7518 section 6.2.1.2).
     */
    @Test
    void coordinateWithoutItsLeadingZero_serves() {
        TestKey key = EC;
        while (key.pair().toECKey().getX().decode()[0] != 0) {
            key = TestKey.elliptic("ec", Curve.P_256);
        }
        byte[] x = key.pair().toECKey().getX().decode();
        assertSameNumbers(key, key.with("x", TestToken.encode(Arrays.copyOfRange(x, 1, x.length))));
    }

    @Test
    void standardAlphabetAndLineBreaks_serve() {
        byte[] modulus = RSA.pair().toRSAKey().getModulus().decode();
        assertSameNumbers(RSA, RSA.with("n", Base64.getEncoder().encodeToString(modulus)));
        assertSameNumbers(RSA, RSA.with("n", Base64.getMimeEncoder().encodeToString(modulus)));
        assertSameNumbers(RSA, RSA.with("n", " " + RSA.published().get("n") + "\n"));
    }

    private void assertSameNumbers(TestKey original, TestKey spelled) {
        KeySet one = read(original);
        assertEquals(1, one.keys().size());
        KeySet other = reader.read(TestIssuer.jwks(spelled), one);
        assertEquals(1, other.keys().size(), other.skipped().toString());
        assertSame(one.keys().get(0), other.keys().get(0), "the other spelling is the same key");
        assertEquals(1, read(original, spelled).keys().size(), "and counts once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "\u00e4", "AQAB.AQAB", "A", "AB", "=AQAB", "AQ=AB", "A====", "", "=", "AQAB====="})
    void textThatIsNoClearNumber_isRefused(String exponent) {
        assertEquals(0, read(RSA.with("e", exponent)).keys().size());
    }

    @Test
    void threeHundredKeys_serve() {
        TestKey[] keys = new TestKey[300];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = EC.with("kid", "k" + i);
        }
        KeySet set = read(keys);
        assertEquals(300, set.keys().size());
        assertEquals(1, set.find("k299", SigningAlgorithm.ES256).size());
    }

    @Test
    void setBeyondTheLimit_servesItsFirstKeysAndLeavesTheOthersUndecided() {
        TestKey[] keys = new TestKey[2_500];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = EC.with("kid", "k" + i);
        }
        issuer.publish(keys);
        source.start();
        KeyResolver resolver = new KeyResolver(source, clock);
        SigningAlgorithm es256 = SigningAlgorithm.ES256;
        assertTrue(resolver.find(Query.of("k0", es256)) instanceof KeyLookup.Found);
        assertTrue(resolver.find(Query.of("k1999", es256)) instanceof KeyLookup.Found);
        assertTrue(resolver.find(Query.of("k2000", es256)) instanceof KeyLookup.Undecided);
        assertTrue(resolver.find(Query.of("k2499", es256)) instanceof KeyLookup.Undecided);
        List<String> warnings = heard.at(Level.WARN);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("2500") && warnings.get(0).contains("2000"), warnings.get(0));
        clock.advance(Duration.ofMinutes(20));
        assertEquals(1, heard.at(Level.WARN).size(), "told once");
        assertTrue(source.health().detail().contains("2000"), source.health().detail());
    }

    @Test
    void keysOfOtherKinds_arePassedOver() {
        KeySet keys = read(
                EC.with("kid", "use").with("use", "enc"),
                RSA.with("kid", "kty").with("kty", "AKP"),
                EC.with("kid", "crv").with("crv", "secp256k1"),
                RSA.with("kid", "alg").with("alg", "RSA-OAEP"),
                RSA);
        assertEquals(1, keys.keys().size());
        assertEquals(List.of(), keys.skipped());
    }

    @Test
    void fifthKeyOfOneKid_isToldWithItsReason() {
        TestKey[] keys = new TestKey[5];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = TestKey.elliptic("same", Curve.P_256);
        }
        KeySet set = read(keys);
        assertEquals(4, set.find("same", SigningAlgorithm.ES256).size());
        assertEquals(1, set.skipped().size());
        assertTrue(set.skipped().get(0).contains("(kid same)"), set.skipped().toString());
    }

    @Test
    void documentWithoutAnyUsableEntry_isStillASet() {
        assertNotNull(read(RSA.with("use", "enc")));
        assertEquals(
                BigInteger.ZERO.intValue(), read(RSA.with("use", "enc")).keys().size());
    }
}
