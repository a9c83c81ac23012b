package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the value of {@code Authorization} to the decision: whatever is accepted was signed by the live key and has
 * claims in policy.
 */
class BearerFuzz {

    private static final TestKey LIVE = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey DEAD = TestKey.elliptic("a", Curve.P_256);

    @TempDir
    static Path folder;

    private static TestMechanism mechanism;

    @BeforeAll
    static void start() throws IOException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(LIVE));
        JwtMechanismFactory factory = new JwtMechanismFactory();
        Map<String, String> settings = Map.of(
                "auth.jwt.issuer", TestToken.ISSUER,
                "auth.jwt.audience", TestToken.AUDIENCE,
                "auth.jwt.jwks-file", file.toString());
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        mechanism =
                TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    @AfterAll
    static void stop() {
        mechanism.close();
    }

    /** Otherwise what the target looks for could never come about. */
    @Test
    void goodSeed_isAccepted() throws IOException {
        byte[] data = BearerFuzz.class
                .getResourceAsStream("BearerFuzzInputs/authorizationHeader/good")
                .readAllBytes();
        TestRequest request = TestRequest.get("/")
                .withHeader("Authorization", "Bearer " + FuzzedToken.text(data, LIVE, DEAD, Map.of()));
        assertInstanceOf(
                AuthenticationResult.Authenticated.class,
                mechanism.answer(request).orElseThrow());
    }

    @FuzzTest(maxDuration = "10m")
    void authorizationHeader(byte[] data) {
        String text = FuzzedToken.text(data, LIVE, DEAD, Map.of());
        TestRequest request = TestRequest.get("/").withHeader("Authorization", "Bearer " + text);
        AuthenticationResult result = mechanism.answer(request).orElseThrow();
        if (result instanceof AuthenticationResult.Rejected rejected
                && rejected.reason().detail().equals(TokenReasons.UNEXPECTED.detail())) {
            throw new AssertionError("a token made the verifier fail");
        }
        if (result instanceof AuthenticationResult.Authenticated) {
            FuzzedToken.check(FuzzedToken.signed(data), "the signature");
            FuzzedToken.check("ES256".equals(FuzzedToken.part(data, false).get("alg")), "alg");
            Map<String, Object> claims = FuzzedToken.part(data, true);
            FuzzedToken.checkPolicy(claims);
            FuzzedToken.check(!claims.containsKey("cnf"), "cnf");
        }
    }
}
