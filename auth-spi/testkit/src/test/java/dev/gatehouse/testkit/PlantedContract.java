package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * The contract of a mechanism with a planted bug, as its author fills it in.
 *
 * @param factory creates the mechanism
 * @param settings what {@link #settings()} returns
 * @param good the good request with a number, which is different each time
 * @param singleUse what {@link #singleUse()} returns
 * @param remembersAtMost what {@link #remembersAtMost()} returns
 * @param numbers counts the good requests
 */
record PlantedContract(
        AuthenticationMechanismFactory factory,
        Map<String, String> settings,
        IntFunction<TestRequest> good,
        boolean singleUse,
        int remembersAtMost,
        AtomicInteger numbers)
        implements MechanismContract {

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return good.apply(numbers.incrementAndGet());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "unknown key", TestRequest.get("/").withHeader(HealthyMechanism.HEADER, "open-barley-kiosk-1001"));
    }
}
