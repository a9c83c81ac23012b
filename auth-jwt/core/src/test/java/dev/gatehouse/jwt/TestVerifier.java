package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.JwkSource;
import dev.gatehouse.jwt.keys.KeyResolver;
import dev.gatehouse.jwt.keys.ManualScheduler;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A verifier whose clocks and issuers are in the test's hands. */
public final class TestVerifier {

    final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
    final ManualScheduler keyClock = new ManualScheduler();
    final TestIssuer issuer;
    final JwkSource ring;
    final BearerTokens tokens;
    final TokenVerifier verifier;

    private TestVerifier(TestIssuer issuer, IssuerPolicy policy, long cacheBytes, Map<String, TrustedIssuer> others) {
        this.issuer = issuer;
        this.ring = new JwkSource(policy.issuer(), issuer, policy.keyTimes(), keyClock);
        Map<String, TrustedIssuer> issuers = new HashMap<>(others);
        issuers.put(
                policy.issuer(),
                new TrustedIssuer(
                        "jwt",
                        policy.issuer(),
                        new ClaimRules(policy),
                        policy.mapping(),
                        new KeyResolver(ring, keyClock)));
        this.tokens = new BearerTokens(clock, cacheBytes);
        issuers.values().forEach(tokens::add);
        this.verifier = new TokenVerifier(tokens, issuers, RevocationCheck.NONE, () -> {});
        ring.start();
    }

    static IssuerPolicy.Builder policy() {
        return IssuerPolicy.builder(TestToken.ISSUER, Set.of(TestToken.AUDIENCE))
                .algorithms(SigningAlgorithm.ofPublicKeys());
    }

    static TestVerifier of(TestIssuer issuer) {
        return of(issuer, policy -> policy);
    }

    static TestVerifier of(TestIssuer issuer, UnaryOperator<IssuerPolicy.Builder> change) {
        return new TestVerifier(issuer, change.apply(policy()).build(), 1_000_000, Map.of());
    }

    static TestVerifier withoutCache(TestIssuer issuer) {
        return withCache(issuer, 0);
    }

    static TestVerifier withCache(TestIssuer issuer, long bytes) {
        return new TestVerifier(issuer, policy().build(), bytes, Map.of());
    }

    /** A verifier that trusts a second issuer with keys of its own. */
    static TestVerifier ofTwo(TestIssuer issuer, String otherName, TestIssuer other) {
        IssuerPolicy policy = IssuerPolicy.builder(otherName, Set.of(TestToken.AUDIENCE))
                .algorithms(SigningAlgorithm.ofPublicKeys())
                .build();
        ManualScheduler clock = new ManualScheduler();
        JwkSource ring = new JwkSource(otherName, other, policy.keyTimes(), clock);
        ring.start();
        TrustedIssuer second = new TrustedIssuer(
                "jwt", otherName, new ClaimRules(policy), policy.mapping(), new KeyResolver(ring, clock));
        return new TestVerifier(issuer, policy().build(), 1_000_000, Map.of(otherName, second));
    }

    Verification verify(String token) {
        return verifier.verify(token);
    }

    /** The outcome in a word: {@code verified}, {@code foreign}, or the reason's code. */
    String outcome(String token) {
        return describe(verify(token));
    }

    /** The outcome of a token from this client address. */
    String outcome(String token, String address) {
        TestRequest request = TestRequest.get("/").withClientAddress(address);
        BearerCredential credential = new BearerCredential(token, 0, null, request);
        return describe(verifier.verify(tokens.look(credential), credential));
    }

    public static String describe(Verification verification) {
        if (verification instanceof Verification.Refused refused) {
            return refused.reason().code();
        }
        if (verification instanceof Verification.Undecided undecided) {
            return undecided.reason().code();
        }
        return verification instanceof Verification.Verified ? "verified" : "foreign";
    }

    void advance(Duration by) {
        clock.advance(by);
        keyClock.advance(by);
    }
}
