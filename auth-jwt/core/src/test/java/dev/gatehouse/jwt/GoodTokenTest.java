package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoodTokenTest {

    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey EC256 = TestKey.elliptic("ES256", Curve.P_256);
    private static final TestKey EC384 = TestKey.elliptic("ES384", Curve.P_384);
    private static final TestKey EC521 = TestKey.elliptic("ES512", Curve.P_521);

    private final TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(RSA, EC256, EC384, EC521));

    @ParameterizedTest
    @ValueSource(strings = {"\"nonce\":\"n\",\"typ\":\"Bearer\"", "\"token_use\":\"access\"", "\"typ\":\"Bearer\""})
    void declaredAccessToken_isVerified(String members) {
        assertEquals(
                "verified",
                verifier.outcome(
                        TestToken.of(RSA).payload(TestToken.claimsAnd(members)).compact()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "application/AT+JWT"})
    void accessTokenByItsHeader_mayCarryANonce(String type) {
        assertEquals(
                "verified",
                verifier.outcome(TestToken.of(RSA)
                        .header("{\"alg\":\"RS256\",\"typ\":\"" + type + "\",\"kid\":\"rsa\"}")
                        .payload(TestToken.claimsAnd("\"nonce\":\"n\""))
                        .compact()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT", "application/jwt"})
    void typeOfAccessTokens_isAccepted(String type) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"" + type + "\"}";
        assertEquals(
                "verified", verifier.outcome(TestToken.of(RSA).header(header).compact()));
    }

    @Test
    void absentType_isAcceptedUnlessConfiguredOtherwise() {
        String token =
                TestToken.of(RSA).header("{\"alg\":\"RS256\",\"kid\":\"rsa\"}").compact();
        assertEquals("verified", verifier.outcome(token));
        TestVerifier rfc9068 = TestVerifier.of(TestIssuer.publishing(RSA), policy -> policy.types(Set.of("at+jwt")));
        assertEquals("token.type", rfc9068.outcome(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "x5c", "jwk", "x5t", "cty", "nonce"})
    void keyInHeader_isIgnored(String name) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"" + name + "\":\"https://evil.example.com/\"}";
        assertEquals(
                "verified", verifier.outcome(TestToken.of(RSA).header(header).compact()));
        assertEquals(1, verifier.issuer.fetches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tasklist-api\"", "[\"tasklist-api\"]", "[\"zeebe-api\",\"tasklist-api\"]"})
    void audienceListWithOurs_isAccepted(String audience) {
        String claims = TestToken.claims().replace("\"tasklist-api\"", audience);
        assertEquals(
                "verified", verifier.outcome(TestToken.of(RSA).payload(claims).compact()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":null",
                "\"x\":1.5",
                "\"x\":12345678901234567890123",
                "\"x\":\"\\ud83d\\ude00\"",
                "\"x\":\"\u00e9\ud83d\ude00\"",
                "\"typ\":\"Bearer\"",
                "\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
                "\"x\":{\"sub\":1}",
                "\"\":1"
            })
    void claimsOfOthers_doNoHarm(String member) {
        assertEquals(
                "verified",
                verifier.outcome(
                        TestToken.of(RSA).payload(TestToken.claimsAnd(member)).compact()));
    }

    @Test
    void expiryWithinTheSkew_isAccepted() {
        String exp = "\"exp\":" + (TestToken.NOW + 300);
        assertEquals(
                "verified",
                verifier.outcome(TestToken.of(RSA)
                        .payload(TestToken.claims(exp, "\"exp\":" + (TestToken.NOW - 59)))
                        .compact()));
        assertEquals(
                "verified",
                verifier.outcome(TestToken.of(RSA)
                        .payload(TestToken.claims(exp, "\"exp\":" + (TestToken.NOW + 1) + ".25"))
                        .compact()));
        assertEquals(
                "verified",
                verifier.outcome(TestToken.of(RSA)
                        .payload(TestToken.claimsAnd("\"nbf\":" + (TestToken.NOW + 60)))
                        .compact()));
    }

    @Test
    void zeroSkew_isExact() {
        TestVerifier exact = TestVerifier.of(TestIssuer.publishing(RSA), policy -> policy.clockSkew(Duration.ZERO));
        String exp = "\"exp\":" + (TestToken.NOW + 300);
        assertEquals(
                "token.expired",
                exact.outcome(TestToken.of(RSA)
                        .payload(TestToken.claims(exp, "\"exp\":" + TestToken.NOW))
                        .compact()));
        assertEquals(
                "verified",
                exact.outcome(TestToken.of(RSA)
                        .payload(TestToken.claims(exp, "\"exp\":" + (TestToken.NOW + 1)))
                        .compact()));
    }

    @Test
    void lifetimeLimit_refusesLongAndUndatedTokens() {
        TestVerifier limited =
                TestVerifier.of(TestIssuer.publishing(RSA), policy -> policy.maxLifetime(Duration.ofSeconds(310)));
        assertEquals("verified", limited.outcome(TestToken.of(RSA).compact()));
        String iat = ",\"iat\":" + (TestToken.NOW - 10);
        assertEquals(
                "token.lifetime",
                limited.outcome(
                        TestToken.of(RSA).payload(TestToken.claims(iat, "")).compact()));
        assertEquals(
                "token.lifetime",
                limited.outcome(TestToken.of(RSA)
                        .payload(TestToken.claims(iat, ",\"iat\":" + (TestToken.NOW - 11)))
                        .compact()));
    }

    @Test
    void absentKid_needsFourFittingKeysAtMost() {
        TestVerifier one = TestVerifier.of(TestIssuer.publishing(RSA, EC256));
        String token = TestToken.of(RSA).header("{\"alg\":\"RS256\"}").compact();
        assertEquals("verified", one.outcome(token));
        TestVerifier two = TestVerifier.of(TestIssuer.publishing(RSA, TestKey.otherRsa("rsa-2")));
        assertEquals("verified", two.outcome(token));
        TestKey[] five = new TestKey[5];
        for (int i = 0; i < five.length; i++) {
            five[i] = TestKey.rsa("rsa-" + i, 2048);
        }
        TestVerifier many = TestVerifier.of(TestIssuer.publishing(five));
        assertEquals("token.key-unknown", many.outcome(token));
        assertEquals(1, many.issuer.fetches());
    }

    @Test
    void twoKeysOfOneKid_areBothTried() {
        TestKey first = TestKey.rsa("same");
        TestKey second = TestKey.otherRsa("same");
        TestVerifier both = TestVerifier.of(TestIssuer.publishing(first, second));
        assertEquals("verified", both.outcome(TestToken.of(first).compact()));
        assertEquals("verified", both.outcome(TestToken.of(second).compact()));
        assertEquals(
                "token.signature",
                both.outcome(TestToken.of(TestKey.thirdRsa("same")).compact()));
    }

    @Test
    void tokenOfOneIssuer_isNotVerifiedWithTheKeyOfAnother() {
        TestKey ours = TestKey.rsa("same");
        TestKey theirs = TestKey.otherRsa("same");
        String other = "https://other.example.com";
        TestVerifier two = TestVerifier.ofTwo(TestIssuer.publishing(ours), other, TestIssuer.publishing(theirs));
        assertEquals("verified", two.outcome(TestToken.of(ours).compact()));
        assertEquals("token.signature", two.outcome(TestToken.of(theirs).compact()));
        String claims = TestToken.claims(TestToken.ISSUER, other);
        assertEquals(
                "verified", two.outcome(TestToken.of(theirs).payload(claims).compact()));
        assertEquals(
                "token.signature",
                two.outcome(TestToken.of(ours).payload(claims).compact()));
    }

    @Test
    void verifiedToken_hasImmutableClaims() {
        String claims = TestToken.claimsAnd("\"x\":{\"list\":[1,null]},\"none\":null");
        Verification.Verified verified = assertInstanceOf(
                Verification.Verified.class,
                verifier.verify(TestToken.of(RSA).payload(claims).compact()));
        VerifiedToken token = verified.token();
        assertEquals(TestToken.ISSUER, token.issuer());
        assertEquals("alice", token.subject());
        assertEquals(List.of("tasklist-api"), token.audience());
        assertEquals(Instant.ofEpochSecond(TestToken.NOW + 300), token.expiry());
        assertEquals(Optional.of(Instant.ofEpochSecond(TestToken.NOW - 10)), token.issuedAt());
        assertEquals(Optional.of("7d2"), token.jwtId());
        assertTrue(token.claims().containsKey("none"));
        assertNull(token.claims().get("none"));
        assertThrows(UnsupportedOperationException.class, () -> token.claims().put("a", "b"));
        Map<?, ?> inner = (Map<?, ?>) token.claims().get("x");
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) inner.get("list")).remove(0));
        assertEquals("VerifiedToken[" + TestToken.ISSUER + ", alice]", token.toString());
        assertEquals(
                Instant.ofEpochSecond(TestToken.NOW + 300),
                verified.caller().expiry().orElseThrow());
    }
}
