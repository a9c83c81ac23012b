package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.support.http.FetchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cache of verified tokens saves, and that it never changes an answer. */
class TokenCacheTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);

    private final TestVerifier cached = TestVerifier.of(TestIssuer.publishing(A, B));

    private static String token(TestKey key) {
        return TestToken.of(key).algorithm("ES256").compact();
    }

    @Test
    void secondUse_checksNoSignature() {
        String token = token(A);
        Verification first = cached.verify(token);
        assertSame(first, cached.verify(new String(token)));
        assertEquals(1, cached.verifier.signatureChecks());
    }

    @Test
    void tokenBehindAHeader_isTheSameToken() {
        String token = token(A);
        assertSame(
                cached.verify(token),
                cached.verifier.verify(cached.tokens.read("Bearer " + token, "Bearer ".length())));
        assertEquals(1, cached.verifier.signatureChecks());
    }

    @Test
    void signatureOfAnother_doesNotHit() {
        String good = token(A);
        assertEquals("verified", cached.outcome(good));
        String other = token(A);
        String forged = good.substring(0, good.lastIndexOf('.')) + token(B).substring(token(B).lastIndexOf('.'));
        assertEquals("token.signature", cached.outcome(forged));
        assertEquals("verified", cached.outcome(other));
        assertEquals("verified", cached.outcome(good));
    }

    @Test
    void badToken_isNotRemembered() {
        String bad = TestToken.of(A).algorithm("ES256").compact(signature -> {
            signature[7] ^= 1;
            return signature;
        });
        assertEquals("token.signature", cached.outcome(bad));
        assertEquals("token.signature", cached.outcome(bad));
        assertEquals(2, cached.verifier.signatureChecks());
    }

    @Test
    void entry_diesWithItsKeyAtOnce() {
        String token = token(A);
        assertEquals("verified", cached.outcome(token));
        cached.issuer.publish(B);
        cached.keyClock.advance(Duration.ofMinutes(5));
        assertEquals("token.key-unknown", cached.outcome(token));
    }

    @Test
    void entry_doesNotServeForAnotherKeyOfTheSameKid() {
        String token = token(A);
        assertEquals("verified", cached.outcome(token));
        cached.issuer.publish(TestKey.elliptic("a", Curve.P_256));
        cached.keyClock.advance(Duration.ofMinutes(5));
        assertEquals("token.signature", cached.outcome(token));
    }

    @Test
    void entry_survivesRefreshWithSameKey() {
        String token = token(A);
        Verification first = cached.verify(token);
        cached.issuer.publish(B, A);
        cached.keyClock.advance(Duration.ofMinutes(5));
        assertSame(first, cached.verify(token));
    }

    @Test
    void entry_diesWhenTheKeysAreTooOld() {
        String token = token(A);
        assertEquals("verified", cached.outcome(token));
        cached.issuer.fail(new FetchException("down"));
        cached.keyClock.advance(Duration.ofHours(24).plusSeconds(1));
        assertEquals("keys.unavailable", cached.outcome(token));
    }

    @Test
    void maxAge_limitsCacheEntry() {
        TestVerifier aged = TestVerifier.of(TestIssuer.publishing(A), policy -> policy.maxAge(Duration.ofSeconds(60)));
        String token = token(A);
        Verification first = aged.verify(token);
        aged.clock.advance(Duration.ofSeconds(50));
        assertSame(first, aged.verify(token));
        aged.clock.advance(Duration.ofSeconds(1));
        assertNotSame(first, aged.verify(token));
        assertEquals("verified", aged.outcome(token), "within the skew");
        aged.clock.advance(Duration.ofSeconds(59));
        assertEquals("token.too-old", aged.outcome(token));
    }

    @Test
    void entry_endsWithTheToken() {
        String token = token(A);
        Verification first = cached.verify(token);
        cached.clock.advance(Duration.ofMinutes(5));
        assertSame(first, cached.verify(token));
        cached.clock.advance(Duration.ofSeconds(1));
        assertNotSame(first, cached.verify(token));
        assertEquals("verified", cached.outcome(token), "within the skew");
        cached.clock.advance(Duration.ofSeconds(59));
        assertEquals("token.expired", cached.outcome(token));
    }

    @Test
    void clockSetBack_invalidatesCacheEntry() {
        String token = token(A);
        assertEquals("verified", cached.outcome(token));
        cached.clock.advance(Duration.ofSeconds(-71));
        assertEquals("token.not-yet-valid", cached.outcome(token));
    }

    @Test
    void cacheSwitchedOff_verifiesEachTime() {
        TestVerifier off = TestVerifier.withoutCache(TestIssuer.publishing(A));
        String token = token(A);
        assertEquals("verified", off.outcome(token));
        assertEquals("verified", off.outcome(token));
        assertEquals(2, off.verifier.signatureChecks());
    }

    @Test
    void tokenWithSameEnding_isVerifiedItself() {
        String good = token(A);
        assertEquals("verified", cached.outcome(good));
        String tail = good.substring(good.length() - 8);
        for (String text : List.of(tail, "x".repeat(500) + tail, good.substring(1), good.replace("ey", "eY"))) {
            assertEquals("token.malformed", cached.outcome(text), text);
        }
        String signature = good.substring(good.lastIndexOf('.'));
        String otherClaims = TestToken.of(A)
                .algorithm("ES256")
                .payload(TestToken.claimsAnd("\"a\":1"))
                .compact();
        assertEquals(
                "token.signature", cached.outcome(otherClaims.substring(0, otherClaims.lastIndexOf('.')) + signature));
        assertEquals("verified", cached.outcome(good));
    }

    @Test
    void manyFirstUsesAtOnce_checkOneSignature() throws Exception {
        for (int round = 0; round < 10; round++) {
            String token = TestToken.of(A)
                    .algorithm("ES256")
                    .payload(TestToken.claimsAnd("\"round\":" + round))
                    .compact();
            long before = cached.verifier.signatureChecks();
            assertEquals(64, verifiedAtOnce(token));
            assertEquals(1, cached.verifier.signatureChecks() - before);
        }
    }

    private int verifiedAtOnce(String token) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            CountDownLatch ready = new CountDownLatch(64);
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                outcomes.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return cached.outcome(token);
                }));
            }
            int verified = 0;
            for (Future<String> outcome : outcomes) {
                verified += outcome.get().equals("verified") ? 1 : 0;
            }
            return verified;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same random requests, movements of time and of keys, with the cache and without: the same answers. */
    @ParameterizedTest
    @ValueSource(longs = {2_000, 8_000, 33_554_432})
    void randomHistory_getsTheSameAnswersWithAndWithoutCache(long bytes) {
        long seed = 20_260_101L + bytes;
        Random random = new Random(seed);
        TestVerifier with = TestVerifier.withCache(TestIssuer.publishing(A, B), bytes);
        TestVerifier without = TestVerifier.withoutCache(TestIssuer.publishing(A, B));
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String payload = TestToken.claims(
                    "\"exp\":" + (TestToken.NOW + 300),
                    "\"nbf\":" + (TestToken.NOW - 50L * i) + ",\"exp\":" + (TestToken.NOW + 40L * i * i));
            tokens.add(TestToken.of(i % 2 == 0 ? A : B)
                    .algorithm("ES256")
                    .payload(payload)
                    .compact());
        }
        int verified = 0;
        for (int step = 0; step < 1_500; step++) {
            if (random.nextInt(12) == 0) {
                Duration by = Duration.ofSeconds(random.nextInt(200) - 60L);
                with.clock.advance(by);
                without.clock.advance(by);
            }
            if (random.nextInt(60) == 0) {
                TestKey[] published = random.nextBoolean() ? new TestKey[] {A} : new TestKey[] {B, A};
                with.issuer.publish(published);
                without.issuer.publish(published);
                with.keyClock.advance(Duration.ofMinutes(5));
                without.keyClock.advance(Duration.ofMinutes(5));
            }
            if (random.nextInt(20) == 0) {
                with.tokens.sweep();
            }
            String token = tokens.get(random.nextInt(tokens.size()));
            String expected = without.outcome(token);
            assertEquals(expected, with.outcome(token), "step " + step + " of seed " + seed);
            verified += expected.equals("verified") ? 1 : 0;
        }
        assertTrue(verified > 100, "the history is to have good tokens in it, it has " + verified);
    }
}
