package dev.gatehouse.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the contract asks of collections that requests change: that a lock guards them. */
final class CollectionRules {

    private static final int FORGED = 4;

    private final MechanismUnderTest contract;

    CollectionRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            SharedCollections collections = new SharedCollections(mechanism, contract.guardedTypes());
            requests(mechanism, 1).forEach((what, request) -> mechanism.judge(request, what));
            collections.keepChanged();
            if (!collections.isEmpty()) {
                requests(mechanism, 1 + FORGED).forEach((what, request) -> check(mechanism, request, what));
            }
        }
    }

    private void check(TestMechanism mechanism, TestRequest request, String what) {
        SharedCollections collections = new SharedCollections(mechanism, contract.guardedTypes());
        if (new HeldLocks(mechanism).areNotNeededBy(() -> mechanism.judge(request, what))) {
            collections.keepChanged();
            Rule.CONCURRENT.check(
                    collections.isEmpty(),
                    what + " changes a collection that threads share, and takes no lock: " + collections.names());
        }
    }

    private Map<String, TestRequest> requests(TestMechanism mechanism, int first) {
        Map<String, TestRequest> requests = new LinkedHashMap<>(contract.badRequests());
        TestRequest good = contract.goodRequest(mechanism);
        requests.put("a good credential", good);
        OwnValue own = OwnValue.of(mechanism.source(), good);
        for (int i = first; i < first + FORGED && own != null; i++) {
            requests.put("forged credential " + i, own.forged(good, i));
        }
        return requests;
    }
}
