package dev.gatehouse.jwt.introspection;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class IntrospectionContractTest implements MechanismContract {

    private static final String SECRET = "tasklist-secret";

    private static IdentityProvider provider;

    private final Issuer issuer = provider.generic();
    private final String good = opaque("tasklist-api");

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private String opaque(String audience) {
        return issuer.issueOpaque(issuer.mintFor("demo-client").audience(audience));
    }

    /** The client's address is read while the authenticator runs, and only for tokens with an unknown key. */
    @Override
    public Set<Class<?>> guardedTypes() {
        return Set.of(RequestView.class);
    }

    /** Calls have a deadline, and the number of requests that wait has a limit. */
    @Override
    public boolean limitsItsWaits() {
        return true;
    }

    /** The cache of answers holds thousands. */
    @Override
    public int remembersAtMost() {
        return Integer.MAX_VALUE;
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new IntrospectionMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.introspection.issuer",
                issuer.issuer(),
                "auth.introspection.audience",
                "tasklist-api",
                "auth.introspection.client-id",
                "tasklist",
                "auth.introspection.client-secret",
                SECRET);
    }

    @Override
    public TestContext context() {
        return context(settings());
    }

    private TestContext context(Map<String, String> settings) {
        return TestContext.of(factory(), settings)
                .withClock(Clock.systemUTC())
                .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return bearer(good);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        String revoked = opaque("tasklist-api");
        issuer.revoke(revoked);
        return Map.of(
                "unknown", bearer("no-such-token"),
                "for another audience", bearer(opaque("zeebe-api")),
                "revoked", bearer(revoked),
                "a JWT that is none", bearer("eyJ.e30.e30"),
                "a JWT of ours with a wrong signature",
                        bearer(issuer.mintFor("demo-client").alteredSignature().serialize()));
    }

    @Override
    public Map<String, TestRequest> foreignRequests() {
        String foreign = issuer.mintFor("demo-client")
                .claim("iss", "https://other.example.com")
                .serialize();
        return Map.of("a JWT of another issuer", bearer(foreign));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of(
                "Basic", TestRequest.get("/").withHeader("Authorization", "Basic YTpi"),
                "in the query", TestRequest.get("/").withQuery("access_token", good),
                "in a form", TestRequest.post("/").withForm("access_token", good));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET);
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        // Nothing listens on the discard port of the loopback interface.
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("auth.introspection.endpoint", "http://127.0.0.1:9/introspect");
        return Optional.of(TestMechanism.create(factory(), context(settings)));
    }

    private static TestRequest bearer(String token) {
        return TestRequest.get("/").withHeader("Authorization", "Bearer " + token);
    }
}
