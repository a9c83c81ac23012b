package dev.gatehouse.jwt;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class JwtContractTest implements MechanismContract {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    @TempDir
    Path folder;

    /** The client's address is read while the authenticator runs, and only for tokens with an unknown key. */
    @Override
    public Set<Class<?>> guardedTypes() {
        return Set.of(RequestView.class);
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new JwtMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        Path file = folder.resolve("jwks.json");
        try {
            Files.write(file, TestIssuer.jwks(KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "auth.jwt.issuer", TestToken.ISSUER,
                "auth.jwt.audience", TestToken.AUDIENCE,
                "auth.jwt.jwks-file", file.toString());
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(clock());
    }

    private static MovableClock clock() {
        return MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return bearer(TestToken.of(KEY).algorithm("ES256"));
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        String exp = "\"exp\":" + (TestToken.NOW + 300);
        return Map.of(
                "expired", bearer(token().payload(TestToken.claims(exp, "\"exp\":" + (TestToken.NOW - 300)))),
                "for another audience", bearer(token().payload(TestToken.claims("tasklist-api", "zeebe-api"))),
                "of another algorithm", bearer(token().header(TestToken.header("none", "a"))),
                "of another key",
                        bearer(TestToken.of(TestKey.elliptic("a", Curve.P_256)).algorithm("ES256")),
                "no token", TestRequest.get("/").withHeader("Authorization", "Bearer no token"));
    }

    @Override
    public Map<String, TestRequest> foreignRequests() {
        String claims = TestToken.claims(TestToken.ISSUER, "https://other.example.com");
        return Map.of(
                "of another issuer", bearer(token().payload(claims)),
                "no JWT", TestRequest.get("/").withHeader("Authorization", "Bearer an-opaque-token"));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of(
                "Basic", TestRequest.get("/").withHeader("Authorization", "Basic YTpi"),
                "in the query", TestRequest.get("/").withQuery("access_token", token().compact()),
                "in a form", TestRequest.post("/").withForm("access_token", token().compact()));
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        // Nothing listens on the discard port of the loopback interface.
        Map<String, String> settings = Map.of(
                "auth.jwt.issuer", TestToken.ISSUER,
                "auth.jwt.audience", TestToken.AUDIENCE,
                "auth.jwt.jwks-uri", "http://127.0.0.1:9/jwks");
        return Optional.of(TestMechanism.create(
                factory(), TestContext.of(factory(), settings).withClock(clock())));
    }

    private static TestToken token() {
        return TestToken.of(KEY).algorithm("ES256");
    }

    private static TestRequest bearer(TestToken token) {
        return TestRequest.get("/").withHeader("Authorization", "Bearer " + token.compact());
    }
}
