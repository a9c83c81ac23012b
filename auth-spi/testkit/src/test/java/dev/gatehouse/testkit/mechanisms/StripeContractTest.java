package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.Map;

class StripeContractTest implements SignedRequestContract {

    private final SignedRequests requests = new SignedRequests("stripe");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new StripeFactory();
    }

    @Override
    public SignedRequests requests() {
        return requests;
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        TestRequest good = requests.signedBefore(Duration.ZERO);
        return Map.of(
                "another body", good.withBody("application/json", "[]"),
                "stale", requests.signedBefore(Duration.ofSeconds(301)));
    }
}
