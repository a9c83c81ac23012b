package dev.gatehouse.identity;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class IdentityContractTest implements MechanismContract {

    private static IdentityProvider provider;

    private boolean down;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void recover() {
        provider.keycloak().faults().clear();
    }

    /** The client's address is read while the authenticator runs, and only for tokens with an unknown key. */
    @Override
    public Set<Class<?>> guardedTypes() {
        return Set.of(RequestView.class);
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new IdentityMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.identity.issuer", provider.keycloak().issuer(), "auth.identity.audience", "tasklist-api");
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(Clock.systemUTC());
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        if (!down) {
            Keys.await(() -> mechanism.mechanism().health());
        }
        return bearer(good());
    }

    /** Those that are bad whatever the keys are: the contract asks before they have been fetched. */
    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "expired",
                bearer(good().expired()),
                "for another audience",
                bearer(provider.keycloak().mintFor("m2m-wrong-aud")),
                "bound to a key",
                bearer(good().claim("cnf", Map.of("jkt", "x"))),
                "unsigned",
                bearer(good().unsigned()));
    }

    @Override
    public Map<String, TestRequest> foreignRequests() {
        return Map.of("of another issuer", bearer(provider.generic().mintFor("demo-client")));
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        down = true;
        provider.keycloak().faults().set(Endpoint.DISCOVERY, Fault.status(503));
        return Optional.of(TestMechanism.create(factory(), context()));
    }

    private static TokenSpec good() {
        return provider.keycloak().mintFor("m2m-full");
    }

    private static TestRequest bearer(TokenSpec token) {
        return TestRequest.get("/").withHeader("Authorization", "Bearer " + token.serialize());
    }
}
