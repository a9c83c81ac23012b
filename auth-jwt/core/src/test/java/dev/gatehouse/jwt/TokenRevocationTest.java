package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TokenRevocations.Status;
import dev.gatehouse.jwt.introspection.TestEndpoint;
import dev.gatehouse.jwt.introspection.TestIntrospector;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.Sha256;
import dev.gatehouse.testkit.TestContext;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revocation as the verifier and the introspector apply it: on every use, remembered or not. */
class TokenRevocationTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final Instant EXPIRY = Instant.ofEpochSecond(TestToken.NOW + 300);

    @TempDir
    Path folder;

    private final RevocationList list = new RevocationList();

    private TokenVerifier verifier(int cacheBytes, TokenRevocations revocations, Path file) throws Exception {
        Path keys = folder.resolve("jwks.json");
        Files.write(keys, TestIssuer.jwks(KEY));
        IssuerPolicy policy =
                TestVerifier.policy().keys(new KeyLocation.JwksFile(keys)).build();
        TestContext context = TestContext.of(new JwtMechanismFactory(), Map.of())
                .withClock(Clock.fixed(Instant.ofEpochSecond(TestToken.NOW), ZoneOffset.UTC));
        return TokenVerifier.start(context, List.of(policy), cacheBytes, revocations, file);
    }

    private static TestToken token() {
        return TestToken.of(KEY).algorithm("ES256");
    }

    private static String outcome(TokenVerifier verifier, String token) {
        return TestVerifier.describe(verifier.verify(token));
    }

    @Test
    void rememberedToken_isRefusedAtOnceAndWithoutCacheToo() throws Exception {
        for (int cacheBytes : new int[] {0, 1_000_000}) {
            String id = "id-" + cacheBytes;
            String token = token().payload(TestToken.claims("7d2", id)).compact();
            try (TokenVerifier verifier = verifier(cacheBytes, list, null)) {
                assertEquals("verified", outcome(verifier, token));
                assertEquals("verified", outcome(verifier, token));
                list.revokeId(TestToken.ISSUER, id, EXPIRY);
                assertEquals("token.revoked", outcome(verifier, token));
                assertEquals("token.revoked", outcome(verifier, token));
                assertEquals("verified", outcome(verifier, token().compact()));
            }
        }
    }

    @Test
    void boundToken_isRevokedLikeAnyOther() throws Exception {
        String cnf = "\"cnf\":{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}";
        String token = token().payload(TestToken.claimsAnd(cnf)).compact();
        try (TokenVerifier verifier = verifier(100, list, null)) {
            assertInstanceOf(Verification.Bound.class, verifier.verify(token));
            list.revokeSubject(TestToken.ISSUER, "alice", Instant.ofEpochSecond(TestToken.NOW), EXPIRY);
            assertEquals("token.revoked", outcome(verifier, token));
        }
    }

    @Test
    void bothSpellingsOfASignature_areRevokedTogether() throws Exception {
        String nameless = TestToken.claims(",\"jti\":\"7d2\"", "");
        TestToken token = token().payload(nameless);
        String spelling = token.compact();
        String other = spelling.substring(0, spelling.lastIndexOf('.') + 1)
                + TestToken.encode(otherSpelling(signatureOf(spelling)));
        assertFalse(spelling.equals(other));
        try (TokenVerifier verifier = verifier(100, list, null)) {
            Verification.Verified verified = assertInstanceOf(Verification.Verified.class, verifier.verify(spelling));
            assertEquals("verified", outcome(verifier, other));
            assertTrue(list.revoke(verified.token()));
            assertEquals("token.revoked", outcome(verifier, spelling));
            assertEquals("token.revoked", outcome(verifier, other));
            assertEquals("verified", outcome(verifier, token().compact()));
        }
    }

    private static byte[] signatureOf(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    /** If (r, s) is a signature, (r, n - s) is one of the same content. */
    private static byte[] otherSpelling(byte[] signature) {
        BigInteger order = Curve.P_256.toECParameterSpec().getOrder();
        BigInteger s = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] other = signature.clone();
        byte[] bytes = s.toByteArray();
        Arrays.fill(other, 32, 64, (byte) 0);
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, other, 64 - length, length);
        return other;
    }

    @Test
    void unknownStatus_isUndecided() throws Exception {
        List<TokenRevocations> unable = List.of(token -> Status.UNKNOWN, token -> null, token -> {
            throw new IllegalStateException("its store is away");
        });
        for (TokenRevocations revocations : unable) {
            try (TokenVerifier verifier = verifier(100, revocations, null)) {
                assertEquals("revocations.unavailable", outcome(verifier, token().compact()));
                assertEquals(
                        "token.signature",
                        outcome(
                                verifier,
                                TestToken.of(TestKey.elliptic("a", Curve.P_256))
                                        .algorithm("ES256")
                                        .compact()));
            }
        }
    }

    @Test
    void badTokens_areNotAskedAbout() throws Exception {
        TokenRevocations never = token -> {
            throw new AssertionError("asked about a token that is bad anyway");
        };
        try (TokenVerifier verifier = verifier(100, never, null)) {
            assertEquals("token.malformed", outcome(verifier, "opaque"));
            assertEquals(
                    "token.audience",
                    outcome(
                            verifier,
                            token().payload(TestToken.claims("tasklist-api", "x"))
                                    .compact()));
        }
    }

    @Test
    void fileAndList_countTogether() throws Exception {
        Path file = folder.resolve("revoked.txt");
        Files.writeString(file, "jti " + TestToken.ISSUER + " 7d2\n");
        try (TokenVerifier verifier = verifier(100, list, file)) {
            assertEquals("token.revoked", outcome(verifier, token().compact()));
            String other = token().payload(TestToken.claims("7d2", "7d3")).compact();
            assertEquals("verified", outcome(verifier, other));
            list.revokeId(TestToken.ISSUER, "7d3", EXPIRY);
            assertEquals("token.revoked", outcome(verifier, other));
            assertEquals(Health.up(), verifier.health());
        }
    }

    @Test
    void introspectedToken_isRevokedByIdSubjectOrDigest() {
        TestEndpoint endpoint = new TestEndpoint().answering(TestIntrospector.activeAnd("\"jti\":\"id-1\""));
        TestIntrospector tested = new TestIntrospector(endpoint, TestIntrospector.TIMES, list);
        assertEquals("verified", tested.outcome("one"));
        list.revokeDigest(Sha256.hex(TestToken.bytes("one")), EXPIRY);
        assertEquals("token.revoked", tested.outcome("one"));
        assertEquals("verified", tested.outcome("two"));
        list.revokeId(TestToken.ISSUER, "id-1", EXPIRY);
        assertEquals("token.revoked", tested.outcome("two"));
        endpoint.answering(TestIntrospector.activeAnd("\"jti\":\"id-2\""));
        assertEquals("verified", tested.outcome("three"));
        list.revokeSubject(TestToken.ISSUER, "alice", Instant.ofEpochSecond(TestToken.NOW), EXPIRY);
        assertEquals("token.revoked", tested.outcome("three"));
        assertEquals(3, endpoint.calls(), "what is remembered was not asked for again");
    }
}
