package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.Map;

class AwsContractTest implements SignedRequestContract {

    private final SignedRequests requests = new SignedRequests("aws");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new AwsFactory();
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
                "another query", good.withRawQuery("a=2"),
                "another method", good.withMethod("PUT"),
                "stale", requests.signedBefore(Duration.ofSeconds(301)));
    }
}
