package dev.gatehouse.jwt.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Vectors that are verified with keys from an identity provider over HTTP, and tokens that a provider made itself. */
class VectorsFromProviderTest {

    private static IdentityProvider provider;
    private static Issuer minting;
    private static VectorTarget main;
    private static VectorTarget discovered;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.builder()
                .clock(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)))
                .start();
        minting = provider.keycloak();
        main = fetching(Keys.MAIN);
        discovered = started(Map.of(
                "auth.jwt.issuer",
                minting.issuer(),
                "auth.jwt.audience",
                TestToken.AUDIENCE,
                "auth.jwt.algorithms",
                "RS256, ES256"));
    }

    @AfterAll
    static void stop() {
        main.close();
        discovered.close();
        provider.close();
    }

    private static VectorTarget fetching(Trust trust) {
        Issuer publisher = provider.generic();
        publisher.faults().set(Endpoint.JWKS, Fault.body("application/json", trust.keySet()));
        Map<String, String> settings = trust.settings(null);
        settings.put("auth.jwt.jwks-uri", publisher.jwksUri().toString());
        return started(settings);
    }

    private static VectorTarget started(Map<String, String> settings) {
        SpiTarget target = new SpiTarget(new JwtMechanismFactory(), settings);
        target.awaitKeys();
        return target;
    }

    @TestFactory
    Stream<DynamicTest> vectorOfTheMainIssuer_getsItsVerdict() {
        return Suite.vectors().stream()
                .filter(vector -> vector.trust() == Keys.MAIN)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.toString(), () -> assertEquals(vector.verdict(), main.submit(vector))));
    }

    @TestFactory
    Stream<DynamicTest> keySet_getsItsVerdict() {
        return Suite.family(Family.KEY).stream()
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    try (VectorTarget target = fetching(vector.trust())) {
                        assertEquals(vector.verdict(), target.submit(vector));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tokenOfTheProvider_getsItsVerdict() {
        Map<String, UnaryOperator<TokenSpec>> changes = new LinkedHashMap<>();
        changes.put(Vector.GOOD, spec -> spec);
        changes.put("token.expired", TokenSpec::expired);
        changes.put("token.not-yet-valid", spec -> spec.notBefore(Duration.ofHours(1)));
        changes.put("token.audience", spec -> spec.audience("zeebe-api"));
        changes.put("token.claims", spec -> spec.without("exp"));
        changes.put("token.type", spec -> spec.claim("typ", "ID"));
        changes.put("token.algorithm", TokenSpec::hmacWithPublicKey);
        changes.put("token.signature", TokenSpec::signedByImpostor);
        changes.put("token.malformed", spec -> spec.rawPayload("{\"a\":1,\"a\":2}"));
        changes.put("token.critical-header", spec -> spec.header("crit", List.of("exp")));
        changes.put("token.bound", spec -> spec.claim("cnf", Map.of("kid", "x")));
        changes.put("token.issuer", spec -> spec.claim("iss", null));
        changes.put(Vector.FOREIGN, spec -> spec.claim("iss", minting.issuer() + "/"));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    TokenSpec spec = change.getValue().apply(minting.mint().audience(TestToken.AUDIENCE));
                    assertEquals(change.getKey(), discovered.submit(bearer(spec.serialize())));
                }));
    }

    @Test
    void urlsInToken_areNotFetched() {
        Issuer elsewhere = provider.generic();
        elsewhere.resetRequests();
        for (String member : List.of("jku", "x5u", "jwks_uri", "url")) {
            String token = minting.mint()
                    .audience(TestToken.AUDIENCE)
                    .header(member, elsewhere.jwksUri().toString())
                    .serialize();
            assertEquals(Vector.GOOD, discovered.submit(bearer(token)));
            String forged = minting.mint()
                    .audience(TestToken.AUDIENCE)
                    .header(member, elsewhere.jwksUri().toString())
                    .signedByImpostor()
                    .serialize();
            assertEquals("token.signature", discovered.submit(bearer(forged)));
        }
        assertEquals(0, elsewhere.requests());
    }

    private static Vector bearer(String token) {
        return new Batch(Family.BEARER)
                .bearer(Keys.MAIN, null, "of the provider", "Bearer " + token, Vector.GOOD)
                .vectors()
                .get(0);
    }
}
