package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of a mechanism that verifies signatures, each of which counts once. */
interface SignedRequestContract extends MechanismContract {

    /** Returns the requests of the client, the same at each call. */
    SignedRequests requests();

    @Override
    default Map<String, String> settings() {
        return requests().clients().settings(requests().mechanism());
    }

    @Override
    default TestContext context() {
        return TestContext.of(factory(), settings()).withClock(requests().clock());
    }

    @Override
    default TestRequest goodRequest(TestMechanism mechanism) {
        return requests().next();
    }

    @Test
    default void signatureAgainAfterAReload_isRejected() {
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
