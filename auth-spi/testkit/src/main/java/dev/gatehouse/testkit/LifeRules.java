package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.CredentialPlace;
import dev.gatehouse.spi.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the contract asks of a mechanism as a whole: its parts, its health, its end. */
final class LifeRules {

    private final MechanismUnderTest contract;

    LifeRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    private TestMechanism create() {
        return TestMechanism.create(contract, contract.context());
    }

    void parts() {
        try (TestMechanism created = create()) {
            AuthenticationMechanism<?> mechanism = created.mechanism();
            Rule.PARTS.check(mechanism.source().equals(created.source()), "the source changes from call to call");
            List<? extends CredentialPlace<?>> sources = mechanism.places();
            Rule.PARTS.check(sources != null && !sources.isEmpty(), "places() returns null or nothing");
            Rule.PARTS.check(sources.get(0).source().equals(created.source()), "the first of places() is not source()");
            Rule.PARTS.check(mechanism.endpoints() != null, "endpoints() returns null");
            Rule.PARTS.check(places(mechanism).equals(places(mechanism)), "the endpoints change from call to call");
            Rule.PARTS.check(mechanism.sessionGuard() != null, "sessionGuard() returns null");
        }
    }

    void endpointsUnique() {
        try (TestMechanism created = create()) {
            List<String> places = places(created.mechanism());
            Set<String> distinct = new HashSet<>(places);
            Rule.ENDPOINTS_UNIQUE.check(distinct.size() == places.size(), "they are " + places);
        }
    }

    private static List<String> places(AuthenticationMechanism<?> mechanism) {
        List<String> places = new ArrayList<>();
        for (Endpoint endpoint : mechanism.endpoints()) {
            places.add(endpoint.method() + " " + endpoint.path());
        }
        return places;
    }

    void health() {
        try (TestMechanism created = create()) {
            created.health();
        }
        Optional<TestMechanism> unavailable = contract.unavailableMechanism();
        if (unavailable.isPresent()) {
            try (TestMechanism down = unavailable.get()) {
                down.health();
            }
        }
    }

    void closeTwice() {
        TestMechanism created = create();
        try {
            created.close();
            created.close();
        } catch (RuntimeException thrown) {
            throw Rule.CLOSE.broken("it throws " + thrown.getClass().getName(), thrown);
        }
    }

    void reload() {
        TestContext context = contract.context();
        TestMechanism old = TestMechanism.create(contract, context);
        try (TestMechanism successor = TestMechanism.create(contract, context)) {
            old.close();
            AuthenticationResult result = successor.judge(contract.goodRequest(successor), "a good credential");
            Rule.RELOAD.check(result instanceof Authenticated, "a good credential: " + RequestRules.describe(result));
        }
    }

    /** Returns no test for a mechanism without a back end: one that checks nothing would be shown as passed. */
    Stream<DynamicTest> unavailable() {
        return contract.unavailableMechanism().stream()
                .map(mechanism -> DynamicTest.dynamicTest("goodCredential", () -> requireUnavailable(mechanism)));
    }

    private void requireUnavailable(TestMechanism mechanism) {
        try (TestMechanism down = mechanism) {
            AuthenticationResult result = down.judge(contract.goodRequest(down), "a good credential");
            Rule.UNAVAILABLE.check(result instanceof Unavailable, "it is " + RequestRules.describe(result));
        }
    }
}
