package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.support.Sha256;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a DPoP proof to the decision on a token that is bound to a key: whatever is accepted is that key's proof for
 * this request, now.
 */
class DpopFuzz {

    private static final String URL = "https://app.example.com/v1/tasks";

    private static final TestKey ISSUER = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey CLIENT = TestKey.elliptic("c", Curve.P_256);
    private static final TestKey OTHER = TestKey.elliptic("o", Curve.P_256);

    @TempDir
    static Path folder;

    private static TestMechanism mechanism;
    private static String token;
    private static final Map<String, String> FILL = new HashMap<>();

    @BeforeAll
    static void start() throws IOException, JOSEException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(ISSUER));
        JwtMechanismFactory factory = new JwtMechanismFactory();
        Map<String, String> settings = Map.of(
                "auth.jwt.issuer", TestToken.ISSUER,
                "auth.jwt.audience", TestToken.AUDIENCE,
                "auth.jwt.jwks-file", file.toString());
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        mechanism =
                TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
        String thumbprint = CLIENT.pair().computeThumbprint().toString();
        token = TestToken.of(ISSUER)
                .algorithm("ES256")
                .payload(TestToken.claimsAnd("\"cnf\":{\"jkt\":\"" + thumbprint + "\"}"))
                .compact();
        FILL.put("$JWK", CLIENT.pair().toPublicJWK().toJSONString());
        FILL.put("$OTHER", OTHER.pair().toPublicJWK().toJSONString());
        FILL.put("$ATH", Sha256.base64Url(token));
    }

    @AfterAll
    static void stop() {
        mechanism.close();
    }

    /** Otherwise what the target looks for could never come about. */
    @Test
    void goodSeed_isAccepted() throws IOException {
        byte[] data =
                DpopFuzz.class.getResourceAsStream("DpopFuzzInputs/proof/good").readAllBytes();
        assertEquals("authenticated", DpopRig.describe(answer(FuzzedToken.text(data, CLIENT, OTHER, FILL))));
    }

    @FuzzTest(maxDuration = "10m")
    void proof(byte[] data) {
        String proof = FuzzedToken.text(data, CLIENT, OTHER, FILL);
        if (DpopRig.describe(answer(proof)).equals("authenticated")) {
            FuzzedToken.check(FuzzedToken.signed(data), "the signature");
            Map<String, Object> claims = FuzzedToken.part(data, true);
            FuzzedToken.check("GET".equals(claims.get("htm")), "htm");
            FuzzedToken.check(
                    claims.get("iat") instanceof Number iat && Math.abs(iat.doubleValue() - TestToken.NOW) <= 120,
                    "iat");
            FuzzedToken.check(
                    "$ATH".equals(claims.get("ath")) || FILL.get("$ATH").equals(claims.get("ath")), "ath");
            String again = DpopRig.describe(answer(proof));
            FuzzedToken.check(!again.equals("authenticated"), "having been used before");
        }
    }

    private static AuthenticationResult answer(String proof) {
        TestRequest request = TestRequest.get("/v1/tasks")
                .withUrl(URL)
                .withHeader("Authorization", "DPoP " + token)
                .withHeader("DPoP", proof);
        return mechanism.answer(request).orElseThrow();
    }
}
