package dev.gatehouse.benchmarks.verify;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TokenVerifier;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.testkit.TestContext;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Our verifier, without a cache: every token is verified as if it were new. */
public final class GatehouseCheck implements TokenCheck {

    private final TokenVerifier verifier;

    private GatehouseCheck(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** Returns a check for the tokens of one key. */
    public static GatehouseCheck of(BenchmarkKey key) {
        return of(key, 0);
    }

    /** Returns a check that remembers tokens in that many bytes. */
    public static GatehouseCheck of(BenchmarkKey key, int cacheBytes) {
        IssuerPolicy policy = IssuerPolicy.builder(TokenShape.ISSUER, Set.of(TokenShape.AUDIENCE))
                .algorithms(Set.of(SigningAlgorithm.valueOf(key.algorithm().toUpperCase(Locale.ROOT))))
                .keys(location(key))
                .mapping(ClaimMapping.builder()
                        .permissions("permissions." + TokenShape.AUDIENCE)
                        .build())
                .build();
        TestContext context = TestContext.of("benchmark", List.of(), Map.of()).withClock(Clock.systemUTC());
        return new GatehouseCheck(TokenVerifier.start(context, List.of(policy), cacheBytes));
    }

    private static KeyLocation location(BenchmarkKey key) {
        if (!key.algorithm().equals("HS256")) {
            return new KeyLocation.JwksFile(key.jwks());
        }
        String text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.verifying().getEncoded());
        return new KeyLocation.SharedSecret(Secret.of("base64url:" + text), null);
    }

    /** Returns whether our verifier knows the algorithm. */
    static boolean supports(String algorithm) {
        for (SigningAlgorithm known : SigningAlgorithm.values()) {
            if (known.name().equalsIgnoreCase(algorithm)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean accepts(String token) {
        return verifier.verify(token) instanceof Verification.Verified;
    }
}
