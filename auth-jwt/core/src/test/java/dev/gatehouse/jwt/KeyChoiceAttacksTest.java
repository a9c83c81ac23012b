package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind C of the cases from the field: what a token without a {@code kid} must not gain. */
class KeyChoiceAttacksTest {

    private static final TestKey A = TestKey.rsa("a");
    private static final TestKey B = TestKey.otherRsa("b");
    private static final TestKey ATTACKER = TestKey.thirdRsa("evil");
    private static final TestKey ENCRYPTION = TestKey.rsa("enc", 2048);

    private static final byte[] CERTIFICATE = TestToken.bytes("certificate of a");
    private static final byte[] AUTHORITY = TestToken.bytes("certificate of the authority");
    private static final String A1 = KeyChoiceCasesTest.thumbprint("SHA-1", CERTIFICATE);
    private static final String A256 = KeyChoiceCasesTest.thumbprint("SHA-256", CERTIFICATE);
    private static final String B1 = KeyChoiceCasesTest.thumbprint("SHA-1", TestToken.bytes("b"));
    private static final String B256 = KeyChoiceCasesTest.thumbprint("SHA-256", TestToken.bytes("b"));
    private static final String EVIL = KeyChoiceCasesTest.thumbprint("SHA-1", TestToken.bytes("evil"));
    private static final String BARE = "{\"alg\":\"RS256\"}";

    private static TestIssuer issuer() {
        return TestIssuer.publishing(
                A.with(
                        "x5c",
                        List.of(
                                Base64.encode(CERTIFICATE).toString(),
                                Base64.encode(AUTHORITY).toString())),
                B.with("x5t", B1).with("x5t#S256", B256),
                ENCRYPTION.with("use", "enc").with("x5t", "for-encryption"),
                TestKey.elliptic("e", Curve.P_256).with("x5t", A1));
    }

    private static String x5t(String value) {
        return KeyChoiceCasesTest.header("\"x5t\":" + value);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static Arguments row(String reason, String attack, TestKey signer, String header) {
        return arguments(attack, reason, TestToken.of(signer).header(header).compact());
    }

    static Stream<Arguments> attacks() {
        String own = ATTACKER.pair().toPublicJWK().toJSONString();
        String unknown = "token.key-unknown";
        String signature = "token.signature";
        String malformed = "token.malformed";
        return Stream.of(
                row(
                        signature,
                        "kid of a, x5t of b, signed by b",
                        B,
                        KeyChoiceCasesTest.header("\"kid\":\"a\",\"x5t\":" + quoted(B1))),
                row(
                        unknown,
                        "unknown kid, x5t of a, signed by a",
                        A,
                        KeyChoiceCasesTest.header("\"kid\":\"x\",\"x5t\":" + quoted(A1))),
                row(unknown, "kid that is the x5t of a", A, KeyChoiceCasesTest.header("\"kid\":" + quoted(A1))),
                row(malformed, "kid null", A, KeyChoiceCasesTest.header("\"kid\":null")),
                row(malformed, "kid null and x5t", A, KeyChoiceCasesTest.header("\"kid\":null,\"x5t\":" + quoted(A1))),
                row(malformed, "empty kid and x5t", A, KeyChoiceCasesTest.header("\"kid\":\"\",\"x5t\":" + quoted(A1))),
                row(malformed, "x5t null", A, x5t("null")),
                row(malformed, "x5t a number", A, x5t("1")),
                row(malformed, "x5t a list with that of a", A, x5t("[" + quoted(A1) + "]")),
                row(malformed, "x5t empty", A, x5t("\"\"")),
                row(malformed, "x5t too long", A, x5t(quoted("A".repeat(257)))),
                row(malformed, "x5t with a line break", A, x5t("\"" + A1 + "\\n\"")),
                row(malformed, "x5t twice", A, x5t(quoted(A1) + ",\"x5t\":" + quoted(B1))),
                row(malformed, "good x5t, x5t#S256 null", A, x5t(quoted(A1) + ",\"x5t#S256\":null")),
                row(unknown, "x5t of a bad length", A, x5t("\"AAAA\"")),
                row(unknown, "x5t of a, padded", A, x5t(quoted(A1 + "="))),
                row(unknown, "x5t of a, cut", A, x5t(quoted(A1.substring(0, A1.length() - 1)))),
                row(unknown, "x5t that is the x5t#S256 of a", A, x5t(quoted(A256))),
                row(unknown, "x5t that is the kid of a", A, x5t("\"a\"")),
                row(
                        unknown,
                        "x5t of the authority of a",
                        A,
                        x5t(quoted(KeyChoiceCasesTest.thumbprint("SHA-1", AUTHORITY)))),
                row(
                        unknown,
                        "x5t of a, x5t#S256 of b, signed by a",
                        A,
                        x5t(quoted(A1) + ",\"x5t#S256\":" + quoted(B256))),
                row(
                        unknown,
                        "x5t of a, x5t#S256 of b, signed by b",
                        B,
                        x5t(quoted(A1) + ",\"x5t#S256\":" + quoted(B256))),
                row(
                        unknown,
                        "x5t of b, unknown x5t#S256, signed by b",
                        B,
                        x5t(quoted(B1) + ",\"x5t#S256\":" + quoted(EVIL))),
                row(unknown, "x5t of a key for encryption, signed by it", ENCRYPTION, x5t("\"for-encryption\"")),
                row(signature, "x5t of a, signed by b", B, x5t(quoted(A1))),
                row(signature, "x5t of a, signed by the attacker", ATTACKER, x5t(quoted(A1))),
                row(
                        unknown,
                        "x5t of the attacker, with its certificate",
                        ATTACKER,
                        x5t(quoted(EVIL) + ",\"x5c\":[\"ZXZpbA==\"]")),
                row(signature, "no name, the attacker's jwk", ATTACKER, KeyChoiceCasesTest.header("\"jwk\":" + own)),
                row(
                        signature,
                        "no name, the attacker's jku and x5u",
                        ATTACKER,
                        KeyChoiceCasesTest.header(
                                "\"jku\":\"https://evil.example.com/k\",\"x5u\":\"https://evil.example.com/c\"")),
                row(
                        signature,
                        "no name, the attacker's x5c",
                        ATTACKER,
                        KeyChoiceCasesTest.header("\"x5c\":[\"ZXZpbA==\"]")),
                row(signature, "no name, a key for encryption", ENCRYPTION, BARE),
                row("token.critical-header", "x5t that must be understood", A, x5t(quoted(A1) + ",\"crit\":[\"x5t\"]")),
                row("token.algorithm", "no name, none", A, "{\"alg\":\"none\"}"),
                arguments("no name, HS256 with a public key", "token.algorithm", hmac("{\"alg\":\"HS256\"}")),
                arguments(
                        "x5t of a, HS256 with its key",
                        "token.algorithm",
                        hmac("{\"alg\":\"HS256\",\"x5t\":" + quoted(A1) + "}")),
                arguments(
                        "x5t of an RSA key and a P-256 key, ES256 by another",
                        "token.signature",
                        TestToken.of(TestKey.elliptic("z", Curve.P_256))
                                .algorithm("ES256")
                                .header("{\"alg\":\"ES256\",\"x5t\":" + quoted(A1) + "}")
                                .compact()));
    }

    /** The public key of a as a shared secret: the old confusion of algorithms. */
    private static String hmac(String header) {
        try {
            String input = TestToken.encode(TestToken.bytes(header)) + "."
                    + TestToken.encode(TestToken.bytes(TestToken.claims()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(A.pair().toRSAKey().toRSAPublicKey().getEncoded(), "HMAC"));
            return input + "." + TestToken.encode(mac.doFinal(TestToken.bytes(input)));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attacks")
    void attack_isRefused(String attack, String reason, String token) {
        TestVerifier verifier = TestVerifier.of(issuer());
        assertEquals(reason, verifier.outcome(token), attack);
        assertTrue(verifier.verifier.signatureChecks() <= 2, verifier.verifier.signatureChecks() + " checks");
        assertTrue(verifier.issuer.fetches() <= 2, verifier.issuer.fetches() + " fetches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "ES384"})
    void noName_noKeyForTheAlgorithm_isUnknown(String algorithm) {
        TestKey signer = algorithm.equals("ES384") ? TestKey.elliptic("x", Curve.P_384) : A;
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A.with("alg", "RS256"), B.with("alg", "RS256")));
        String token = TestToken.of(signer)
                .algorithm(algorithm)
                .header("{\"alg\":\"" + algorithm + "\"}")
                .compact();
        assertEquals("token.key-unknown", verifier.outcome(token));
        assertEquals(0, verifier.verifier.signatureChecks());
    }

    @Test
    void thumbprintThatFiveKeysShare_isAmbiguous() {
        TestKey[] keys = new TestKey[5];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = TestKey.elliptic("k" + i, Curve.P_256).with("x5t", "shared");
        }
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(keys));
        String token = TestToken.of(keys[0])
                .algorithm("ES256")
                .header("{\"alg\":\"ES256\",\"x5t\":\"shared\"}")
                .compact();
        assertEquals("token.key-unknown", verifier.outcome(token));
        assertEquals(0, verifier.verifier.signatureChecks());
    }

    @Test
    void keyOfAnotherIssuer_isNoCandidate() {
        String name = "https://other.example.com";
        TestVerifier verifier =
                TestVerifier.ofTwo(TestIssuer.publishing(A), name, TestIssuer.publishing(ATTACKER.with("x5t", EVIL)));
        assertEquals(
                "token.signature",
                verifier.outcome(TestToken.of(ATTACKER).header(BARE).compact()));
        assertEquals(
                "token.key-unknown",
                verifier.outcome(
                        TestToken.of(ATTACKER).header(x5t(quoted(EVIL))).compact()));
    }

    /** Signatures cost more than all other checks, so forged tokens must not multiply them. */
    @Test
    void forgedTokensWithoutName_costFourChecksEachAndThreeFetches() {
        TestVerifier verifier =
                TestVerifier.of(TestIssuer.publishing(A, B, TestKey.rsa("c", 2048), TestKey.rsa("d", 2048)));
        for (int i = 0; i < 40; i++) {
            String claims = TestToken.claims().replace("7d2", "id-" + i);
            String outcome = verifier.outcome(
                    TestToken.of(ATTACKER).header(BARE).payload(claims).compact());
            assertEquals(i < 3 ? "token.signature" : "keys.undecided", outcome, "token " + i);
        }
        assertEquals(4, verifier.issuer.fetches());
        assertEquals(160, verifier.verifier.signatureChecks());
        assertEquals("verified", verifier.outcome(TestToken.of(B).header(BARE).compact()));
    }

    @Test
    void claimsThatFail_costNoSignature() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));
        String claims = TestToken.claims("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW - 300));
        assertEquals(
                "token.expired",
                verifier.outcome(TestToken.of(A).header(BARE).payload(claims).compact()));
        assertEquals(0, verifier.verifier.signatureChecks());
    }
}
