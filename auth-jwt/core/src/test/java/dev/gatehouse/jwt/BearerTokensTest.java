package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.JwkSource;
import dev.gatehouse.jwt.keys.KeyResolver;
import dev.gatehouse.jwt.keys.ManualScheduler;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.testkit.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the mechanisms of one configuration share tokens: each is read once and goes to the owner of its issuer. */
class BearerTokensTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String OTHER = "https://other.example.com";
    private static final String INTROSPECTED = "https://introspected.example.com";

    private final BearerTokens tokens =
            new BearerTokens(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)), 1_000_000);
    private final TokenVerifier jwt = verifier("jwt", TestToken.ISSUER);
    private final TokenVerifier identity = verifier("identity", OTHER);

    private TokenVerifier verifier(String mechanism, String issuer) {
        return verifier(mechanism, issuer, TokenOrigin.authorization());
    }

    private TokenVerifier verifier(String mechanism, String issuer, TokenOrigin origin) {
        IssuerPolicy policy = IssuerPolicy.builder(issuer, Set.of(TestToken.AUDIENCE))
                .algorithms(SigningAlgorithm.ofPublicKeys())
                .build();
        ManualScheduler clock = new ManualScheduler();
        JwkSource ring = new JwkSource(issuer, TestIssuer.publishing(KEY), policy.keyTimes(), clock);
        ring.start();
        TrustedIssuer trusted = new TrustedIssuer(
                mechanism, issuer, new ClaimRules(policy), policy.mapping(), new KeyResolver(ring, clock), origin);
        assertTrue(tokens.add(trusted));
        return new TokenVerifier(tokens, Map.of(issuer, trusted), RevocationCheck.NONE, () -> {});
    }

    private static String token(String issuer) {
        return TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TestToken.claims().replace(TestToken.ISSUER, issuer))
                .compact();
    }

    private static BearerCredential credential(String token) {
        return new BearerCredential("Bearer " + token, "Bearer ".length(), null, null);
    }

    @Test
    void credential_isReadOnce() {
        BearerCredential credential = credential(token(OTHER));
        assertNull(credential.reading());
        TokenReading reading = tokens.look(credential);
        assertSame(reading, tokens.look(credential));
        assertSame(reading, credential.reading());
    }

    @Test
    void token_isVerifiedByTheOwnerOfItsIssuerAlone() {
        for (int use = 0; use < 2; use++) {
            TokenReading reading = tokens.read(token(OTHER), 0);
            assertInstanceOf(Verification.ForeignIssuer.class, jwt.verify(reading));
            Verification.Verified verified =
                    assertInstanceOf(Verification.Verified.class, identity.verify(reading), "use " + use);
            assertEquals("identity", verified.caller().mechanism());
        }
        assertEquals(0, jwt.signatureChecks());
    }

    @Test
    void rememberedToken_staysForeignToTheOtherMechanism() {
        String token = token(OTHER);
        identity.verify(tokens.read(token, 0));
        TokenReading remembered = tokens.read(token, 0);
        assertInstanceOf(TokenReading.Remembered.class, remembered);
        assertInstanceOf(Verification.ForeignIssuer.class, jwt.verify(remembered));
        assertInstanceOf(Verification.Verified.class, identity.verify(remembered));
        assertEquals(1, identity.signatureChecks());
    }

    @Test
    void tokenThatALoadBalancerSentMeanwhile_isNotItsTokenInAuthorization() {
        TokenVerifier balanced = verifier("alb", TestToken.ISSUER, TokenOrigin.loadBalancers(Set.of("arn")));
        String token = TestToken.of(KEY)
                .algorithm("ES256")
                .header("{\"alg\":\"ES256\",\"kid\":\"a\",\"signer\":\"arn\",\"client\":\"" + TestToken.AUDIENCE
                        + "\"}")
                .compact();
        TokenReading early = tokens.look(credential(token));
        TokenPlace place = new TokenPlace(TokenOrigin.LOAD_BALANCER, null);
        TokenReading sent = tokens.look(new BearerCredential(token, 0, null, place, null));
        assertInstanceOf(Verification.Verified.class, balanced.verify(sent));
        assertEquals(new Verification.Refused(TokenReasons.SIGNATURE), jwt.verify(early));
        assertEquals(new TokenReading.Refused(TokenReasons.PLACE), tokens.look(credential(token)));
    }

    @Test
    void tokenOfAnUnknownIssuer_isForeignToAll() {
        for (int use = 0; use < 2; use++) {
            TokenReading reading = tokens.read(token("https://unknown.example.com"), 0);
            assertInstanceOf(TokenReading.Foreign.class, reading);
            assertInstanceOf(Verification.ForeignIssuer.class, jwt.verify(reading));
            assertInstanceOf(Verification.ForeignIssuer.class, identity.verify(reading));
        }
    }

    @Test
    void introspectedIssuer_isFoundInJwt() {
        assertTrue(tokens.addIntrospected(INTROSPECTED));
        String token = token(INTROSPECTED);
        for (int use = 0; use < 2; use++) {
            TokenReading.Introspectable reading =
                    assertInstanceOf(TokenReading.Introspectable.class, tokens.read("Bearer " + token, 7));
            assertEquals(INTROSPECTED, reading.issuer());
            assertFalse(reading.opaque());
            assertEquals(token, reading.token());
            assertInstanceOf(Verification.ForeignIssuer.class, jwt.verify(reading));
        }
    }

    @Test
    void opaqueToken_isReadAsOne() {
        for (String token : List.of("abc", "a.b", "a.b.c", "2YotnFZFEjr1zCsicMWpAA==")) {
            TokenReading.Introspectable reading =
                    assertInstanceOf(TokenReading.Introspectable.class, tokens.read(token, 0), token);
            assertTrue(reading.opaque());
        }
    }

    @Test
    void malformedToken_isRefusedByFirstMechanism() {
        for (String token : List.of("", "a b", "eyJ.a.b", "a\u0141", "\ud83d\ude00")) {
            TokenReading reading = tokens.read(token, 0);
            assertInstanceOf(TokenReading.Refused.class, reading, token);
            assertInstanceOf(Verification.Refused.class, jwt.verify(reading));
            assertInstanceOf(Verification.Refused.class, identity.verify(reading));
        }
    }

    @Test
    void characterOutsideOfLatin1_isNotTakenForAnother() {
        String token = token(TestToken.ISSUER);
        assertInstanceOf(Verification.Verified.class, jwt.verify(token));
        int last = token.length() - 3;
        char lookAlike = (char) (token.charAt(last) + 0x100);
        String altered = token.substring(0, last) + lookAlike + token.substring(last + 1);
        assertInstanceOf(TokenReading.Refused.class, tokens.read(altered, 0));
        assertInstanceOf(Verification.Verified.class, jwt.verify(token));
    }

    @Test
    void issuer_hasOneOwner() {
        assertFalse(tokens.addIntrospected(OTHER));
        assertTrue(tokens.addIntrospected(INTROSPECTED));
        assertFalse(tokens.addIntrospected(INTROSPECTED));
        IssuerPolicy policy =
                IssuerPolicy.builder(INTROSPECTED, Set.of(TestToken.AUDIENCE)).build();
        ManualScheduler clock = new ManualScheduler();
        JwkSource ring = new JwkSource(INTROSPECTED, TestIssuer.publishing(KEY), policy.keyTimes(), clock);
        assertFalse(tokens.add(new TrustedIssuer(
                "jwt", INTROSPECTED, new ClaimRules(policy), policy.mapping(), new KeyResolver(ring, clock))));
    }

    @Test
    void readings_showNothingOfTheToken() {
        String token = token(TestToken.ISSUER);
        String signature = token.substring(token.lastIndexOf('.') + 1);
        assertFalse(tokens.read(token, 0).toString().contains(signature));
        jwt.verify(token);
        assertFalse(tokens.read(token, 0).toString().contains(signature));
        assertFalse(tokens.read("opaque-secret", 0).toString().contains("secret"));
    }
}
