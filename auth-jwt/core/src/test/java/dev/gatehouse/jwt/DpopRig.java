package dev.gatehouse.jwt;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The mechanism, a client with a key, and a token that is bound to it. */
public final class DpopRig implements AutoCloseable {

    public static final String URL = "https://app.example.com/v1/tasks";

    private static final TestKey ISSUER_KEY = TestKey.elliptic("a", Curve.P_256);

    public final SigningKey client = SigningKey.generate("ES256");
    public final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
    public final String token = token("\"jkt\":\"" + client.thumbprint() + "\"");
    final TestContext context;
    final TestMechanism mechanism;

    private DpopRig(TestContext context) {
        this.context = context.withClock(clock);
        this.mechanism = TestMechanism.create(new JwtMechanismFactory(), this.context);
    }

    public static DpopRig open(Path folder, String... settings) {
        return new DpopRig(TestContext.of(new JwtMechanismFactory(), settings(folder, settings)));
    }

    static Map<String, String> settings(Path folder, String... more) {
        Path file = folder.resolve("jwks.json");
        try {
            Files.write(file, TestIssuer.jwks(ISSUER_KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", file.toString());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    /** A valid token that requires a proof. */
    public static String token(String confirmation) {
        return tokenWith("\"cnf\":{" + confirmation + "}");
    }

    static String tokenWith(String member) {
        return TestToken.of(ISSUER_KEY)
                .algorithm("ES256")
                .payload(TestToken.claimsAnd(member))
                .compact();
    }

    public static String unboundToken() {
        return TestToken.of(ISSUER_KEY).algorithm("ES256").compact();
    }

    public DpopProof proof() {
        return DpopProof.of(client, "GET", URL).forToken(token).issuedAt(clock.instant());
    }

    public static TestRequest request(String authorization, String... proofs) {
        TestRequest request = TestRequest.get("/v1/tasks").withUrl(URL).withHeader("Authorization", authorization);
        for (String proof : proofs) {
            request = request.withHeader("DPoP", proof);
        }
        return request;
    }

    /** The answer to the token with these proofs. */
    public AuthenticationResult answer(String... proofs) {
        return answer(request("DPoP " + token, proofs));
    }

    public AuthenticationResult answer(TestRequest request) {
        return mechanism.answer(request).orElseThrow();
    }

    /** The answer in a word: {@code authenticated}, or the reason's code. */
    public String outcome(String... proofs) {
        return describe(answer(proofs));
    }

    public static String describe(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return rejected.reason().code();
        }
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return unavailable.reason().code();
        }
        return result instanceof AuthenticationResult.Authenticated ? "authenticated" : "foreign";
    }

    @Override
    public void close() {
        mechanism.close();
    }
}
