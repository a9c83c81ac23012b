package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.jwk.Curve;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Makes families of bad tokens into tests: each must be refused for its own reason, with the cache and without. */
final class BadTokens {

    static final TestKey RSA = TestKey.rsa("rsa");
    static final TestKey EC = TestKey.elliptic("ec", Curve.P_256);
    private static final TestKey EC384 = TestKey.elliptic("ec384", Curve.P_384);

    private final TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(RSA, EC, EC384));
    private final TestVerifier uncached = TestVerifier.withoutCache(TestIssuer.publishing(RSA, EC, EC384));

    /** Returns the token that the bad ones are made of. */
    static String good() {
        return TestToken.of(RSA).compact();
    }

    String outcome(String token) {
        return verifier.outcome(token);
    }

    /** Returns a test for each variant, which is a token and the reason it is refused for. */
    DynamicContainer family(String name, Map<String, String[]> variants) {
        Stream<DynamicTest> tests = variants.entrySet().stream()
                .map(variant -> dynamicTest(variant.getKey(), () -> {
                    // Unknown kids may make the verifier ask for new keys only so often; here each is the first.
                    verifier.keyClock.advance(Duration.ofMinutes(2));
                    uncached.keyClock.advance(Duration.ofMinutes(2));
                    String token = variant.getValue()[0];
                    assertEquals(variant.getValue()[1], verifier.outcome(token));
                    assertEquals(variant.getValue()[1], verifier.outcome(token), "the second time");
                    assertEquals(variant.getValue()[1], uncached.outcome(token), "without a cache");
                }));
        return dynamicContainer(name, tests);
    }

    static String withHeader(String member) {
        return TestToken.of(RSA)
                .header("{\"alg\":\"RS256\",\"kid\":\"rsa\"," + member + "}")
                .compact();
    }

    static String payload(String json) {
        return TestToken.of(RSA).payload(json).compact();
    }

    static String changed(String from, String to) {
        return payload(TestToken.claims(from, to));
    }

    static void put(Map<String, String[]> variants, String name, String token, String reason) {
        if (variants.put(name, new String[] {token, reason}) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }
}
