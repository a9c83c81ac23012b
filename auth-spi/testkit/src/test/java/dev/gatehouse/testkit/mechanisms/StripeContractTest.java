package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StripeContractTest implements MechanismContract {

    private static final String QUERY = "a=1";

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final SigningClients clients = new SigningClients();
    private final AtomicInteger id = new AtomicInteger();

    @Override
    public AuthenticationMechanismFactory factory() {
        return new StripeFactory();
    }

    @Override
    public Map<String, String> settings() {
        return clients.settings("stripe");
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(clock);
    }

    /** A signature counts once, so each request has a body of its own. */
    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return clients.request("stripe", QUERY, "{\"id\": " + id.incrementAndGet() + "}", clock.instant());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        TestRequest good = clients.request("stripe", QUERY, "{}", clock.instant());
        return Map.of(
                "another body", good.withBody("application/json", "[]"),
                "stale", clients.request("stripe", QUERY, "{}", clock.instant().minusSeconds(301)));
    }

    @Test
    void signatureAgainAfterAReload_isRejected() {
        TestContext context = context();
        TestMechanism old = TestMechanism.create(factory(), context);
        TestRequest good = goodRequest(old);
        assertInstanceOf(Authenticated.class, old.answer(good).orElseThrow());
        try (TestMechanism successor = TestMechanism.create(factory(), context)) {
            old.close();
            assertInstanceOf(Rejected.class, successor.answer(good).orElseThrow());
        }
    }
}
