package dev.gatehouse.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** What the contract asks of the work on the thread of a request. */
final class BlockingRules {

    private final MechanismUnderTest contract;

    BlockingRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        Assumptions.assumeTrue(RecordedWaits.canRecord(), "this JVM has no flight recorder");
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            // The first calls load classes, which reads files.
            claims(mechanism).forEach((what, claim) -> claim.authenticate(what));
            Map<String, TestRequest> requests = requests(mechanism);
            List<TestMechanism.Claim<?>> claims = new ArrayList<>();
            boolean mayBlock = mechanism.mechanism().blocking() || contract.limitsItsWaits();
            Runnable extract = () -> requests.forEach((what, request) -> {
                TestMechanism.Claim<?> claim = mechanism.claim(request, what);
                if (claim != null && !mayBlock) {
                    claims.add(claim);
                }
            });
            Runnable authenticate = () -> claims.forEach(claim -> claim.authenticate("a credential"));
            List<List<String>> waits = RecordedWaits.during(extract, authenticate);
            Rule.EXTRACTOR_DOES_NOT_BLOCK.check(waits.get(0).isEmpty(), String.join("; ", waits.get(0)));
            Rule.AUTHENTICATOR_DOES_NOT_BLOCK.check(
                    waits.get(1).isEmpty(), "blocking() is false, and " + String.join("; ", waits.get(1)));
        }
    }

    private Map<String, TestMechanism.Claim<?>> claims(TestMechanism mechanism) {
        Map<String, TestMechanism.Claim<?>> claims = new LinkedHashMap<>();
        requests(mechanism).forEach((what, request) -> {
            TestMechanism.Claim<?> claim = mechanism.claim(request, what);
            if (claim != null) {
                claims.put(what, claim);
            }
        });
        return claims;
    }

    private Map<String, TestRequest> requests(TestMechanism mechanism) {
        Map<String, TestRequest> requests = new LinkedHashMap<>(contract.badRequests());
        requests.putAll(contract.foreignRequests());
        requests.put("no credential", TestRequest.get("/"));
        requests.put("a good credential", contract.goodRequest(mechanism));
        return requests;
    }
}
