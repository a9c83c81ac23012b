package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.Map;

class GitHubContractTest implements SignedRequestContract {

    private final SignedRequests requests = new SignedRequests("github");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new GitHubFactory();
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
                "no body", good.withBody("application/json", ""));
    }
}
