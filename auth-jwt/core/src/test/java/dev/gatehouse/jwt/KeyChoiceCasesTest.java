package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import dev.gatehouse.support.http.FetchException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind C of the cases from the field: the key of a token without a {@code kid}. */
class KeyChoiceCasesTest {

    private static final byte[] CERTIFICATE = TestToken.bytes("the certificate of the first key");
    private static final TestKey A = TestKey.rsa("a");
    private static final TestKey B = TestKey.otherRsa("b");
    private static final TestKey C = TestKey.thirdRsa("c");
    private static final String BARE = "{\"alg\":\"RS256\"}";

    static String thumbprint(String hash, byte[] certificate) {
        try {
            return TestToken.encode(MessageDigest.getInstance(hash).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(String members) {
        return "{\"alg\":\"RS256\",\"typ\":\"JWT\"," + members + "}";
    }

    private static String token(TestKey key, String header) {
        return TestToken.of(key).header(header).compact();
    }

    private static String outcome(TestVerifier verifier, TestKey key, String header) {
        return verifier.outcome(token(key, header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x5t", "x5t#S256"})
    void thumbprintOfOneOfTwoKeys_selectsThatKey(String member) {
        String hash = member.equals("x5t") ? "SHA-1" : "SHA-256";
        String first = thumbprint(hash, CERTIFICATE);
        String second = thumbprint(hash, TestToken.bytes("the certificate of the second key"));
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A.with(member, first), B.with(member, second)));
        assertEquals("verified", outcome(verifier, A, header("\"" + member + "\":\"" + first + "\"")));
        assertEquals("verified", outcome(verifier, B, header("\"" + member + "\":\"" + second + "\"")));
        assertEquals("token.signature", outcome(verifier, B, header("\"" + member + "\":\"" + first + "\"")));
        assertEquals(3, verifier.verifier.signatureChecks(), "the other key is not tried");
        assertEquals(1, verifier.issuer.fetches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x5t", "x5t#S256"})
    void thumbprintOfThePublishedCertificate_selectsItsKey(String member) {
        List<String> chain = List.of(Base64.encode(CERTIFICATE).toString(), "AAAA");
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A.with("x5c", chain), B));
        String hash = member.equals("x5t") ? "SHA-1" : "SHA-256";
        String name = header("\"" + member + "\":\"" + thumbprint(hash, CERTIFICATE) + "\"");
        assertEquals("verified", outcome(verifier, A, name));
        assertEquals("token.signature", outcome(verifier, B, name));
    }

    /** ADFS and IdentityServer publish both, and the older thumbprint is in the token. */
    @Test
    void bothThumbprints_selectTheirKey() {
        String sha1 = thumbprint("SHA-1", CERTIFICATE);
        String sha256 = thumbprint("SHA-256", CERTIFICATE);
        TestVerifier verifier =
                TestVerifier.of(TestIssuer.publishing(A.with("x5t", sha1).with("x5t#S256", sha256), B, C));
        String both = header("\"x5t\":\"" + sha1 + "\",\"x5t#S256\":\"" + sha256 + "\"");
        assertEquals("verified", outcome(verifier, A, both));
    }

    @Test
    void renewedCertificateOfAKey_selectsItToo() {
        String old = thumbprint("SHA-1", CERTIFICATE);
        String renewed = thumbprint("SHA-1", TestToken.bytes("renewed"));
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A.with("x5t", old), B));
        assertEquals("verified", outcome(verifier, A, header("\"x5t\":\"" + old + "\"")));
        verifier.issuer.publish(A.with("x5t", old), A.with("x5t", renewed), B);
        assertEquals("verified", outcome(verifier, A, header("\"x5t\":\"" + renewed + "\"")));
        assertEquals("verified", outcome(verifier, A, header("\"x5t\":\"" + old + "\"")));
    }

    @Test
    void unknownThumbprint_isUnknownAfterARefresh() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A.with("x5t", "one"), B.with("x5t", "two")));
        assertEquals("token.key-unknown", outcome(verifier, A, header("\"x5t\":\"three\"")));
        assertEquals(2, verifier.issuer.fetches());
        verifier.issuer.publish(A.with("x5t", "one"), B.with("x5t", "two"), C.with("x5t", "four"));
        assertEquals("verified", outcome(verifier, C, header("\"x5t\":\"four\"")));
        verifier.issuer.fail(new FetchException("down"));
        assertEquals("keys.undecided", outcome(verifier, A, header("\"x5t\":\"five\"")));
    }

    @Test
    void noName_twoFittingKeysAreTried() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B, TestKey.elliptic("e", Curve.P_256)));
        assertEquals("verified", outcome(verifier, A, BARE));
        assertEquals("verified", outcome(verifier, B, BARE));
        assertEquals(1, verifier.issuer.fetches());
    }

    @Test
    void noName_fourFittingKeysAreTried() {
        TestVerifier verifier = TestVerifier.of(
                TestIssuer.publishing(TestKey.rsa("d", 2048), TestKey.rsa("e", 2048), B.without("kid"), A));
        assertEquals("verified", outcome(verifier, A, BARE));
        assertEquals(4, verifier.verifier.signatureChecks());
    }

    @Test
    void noName_keysForOtherAlgorithmsDoNotCount() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(
                A,
                B.with("alg", "PS256"),
                C.with("alg", "RS512"),
                TestKey.rsa("d", 2048).with("alg", "RS384"),
                TestKey.rsa("e", 2048).with("use", "enc"),
                TestKey.elliptic("f", Curve.P_256)));
        assertEquals("verified", outcome(verifier, A, BARE));
    }

    @Test
    void noName_oneKeyUnderFiveNamesIsOneKey() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(
                B, B.with("kid", "1"), B.with("kid", "2"), B.with("kid", "3"), B.without("kid"), A));
        assertEquals("verified", outcome(verifier, A, BARE));
        assertEquals(2, verifier.verifier.signatureChecks());
    }

    @Test
    void noName_fiveFittingKeysAreAmbiguous() {
        TestVerifier verifier =
                TestVerifier.of(TestIssuer.publishing(A, B, C, TestKey.rsa("d", 2048), TestKey.rsa("e", 2048)));
        assertEquals("token.key-unknown", outcome(verifier, A, BARE));
        assertEquals(0, verifier.verifier.signatureChecks());
        assertEquals(1, verifier.issuer.fetches());
    }

    @Test
    void noName_newKeyIsFoundByOneRefresh() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));
        verifier.issuer.publish(B, C);
        assertEquals("verified", outcome(verifier, C, BARE));
        assertEquals(2, verifier.issuer.fetches());
        assertEquals(3, verifier.verifier.signatureChecks(), "a key that failed is not tried again");
    }

    @Test
    void noName_changeToAnotherTypeOfKeyIsFoundByOneRefresh() {
        TestKey curve = TestKey.elliptic("e", Curve.P_256);
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A));
        verifier.issuer.publish(curve);
        assertEquals(
                "verified",
                verifier.outcome(TestToken.of(curve)
                        .algorithm("ES256")
                        .header("{\"alg\":\"ES256\"}")
                        .compact()));
    }

    @Test
    void noName_allFailing_isRefusedAfterOneRefresh() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));
        assertEquals("token.signature", outcome(verifier, C, BARE));
        assertEquals(2, verifier.issuer.fetches());
        assertEquals(2, verifier.verifier.signatureChecks());
    }

    /** The key may be new. Without a newer set it cannot be said that the signature is wrong. */
    @Test
    void noName_allFailingWithoutANewerSet_isUndecided() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));
        verifier.issuer.fail(new FetchException("down"));
        assertEquals("keys.undecided", outcome(verifier, C, BARE));
        assertEquals("verified", outcome(verifier, A, BARE));
        verifier.issuer.publish(A, B, C);
        verifier.advance(Duration.ofSeconds(61));
        assertEquals("verified", outcome(verifier, C, BARE));
    }

    @Test
    void failureWithOneKey_isNotRememberedForTheOther() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));
        String token = token(C, BARE);
        assertEquals("token.signature", verifier.outcome(token));
        verifier.issuer.publish(A, B, C);
        assertEquals("verified", verifier.outcome(token));
        long checks = verifier.verifier.signatureChecks();
        assertEquals("verified", verifier.outcome(token));
        assertEquals(checks, verifier.verifier.signatureChecks(), "a good one is remembered");
        verifier.issuer.publish(A, B);
        verifier.advance(Duration.ofMinutes(4));
        assertEquals(false, verifier.outcome(token).equals("verified"), "and gone with its key");
    }
}
