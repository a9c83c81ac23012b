package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the contract asks of credentials that can be used once. */
final class ReplayRules {

    private final MechanismUnderTest contract;

    ReplayRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    /** Returns no test for a mechanism whose credentials are used again: one that checks nothing would be shown. */
    Stream<DynamicTest> tests() {
        return contract.singleUse()
                ? Stream.of(
                        DynamicTest.dynamicTest("secondUse", this::secondUse),
                        DynamicTest.dynamicTest("useAfterReload", this::useAfterReload))
                : Stream.empty();
    }

    private void secondUse() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            TestRequest request = used(mechanism, Rule.SINGLE_USE);
            AuthenticationResult again = mechanism.judge(request, "a used credential");
            Rule.SINGLE_USE.check(
                    !(again instanceof Authenticated), "the second time it is " + RequestRules.describe(again));
        }
    }

    private void useAfterReload() {
        TestContext context = contract.context();
        TestMechanism old = TestMechanism.create(contract, context);
        TestRequest request = used(old, Rule.SINGLE_USE_RELOADED);
        try (TestMechanism successor = TestMechanism.create(contract, context)) {
            old.close();
            AuthenticationResult again = successor.judge(request, "a used credential");
            Rule.SINGLE_USE_RELOADED.check(
                    !(again instanceof Authenticated), "after the reload it is " + RequestRules.describe(again));
        }
    }

    private TestRequest used(TestMechanism mechanism, Rule rule) {
        TestRequest request = contract.goodRequest(mechanism);
        AuthenticationResult first = mechanism.judge(request, "a good credential");
        rule.check(first instanceof Authenticated, "the first time it is " + RequestRules.describe(first));
        return request;
    }
}
