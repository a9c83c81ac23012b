package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the contract asks of the time at which a caller ends. */
final class ExpiryRules {

    /** Longer than any tolerance for clocks that differ. */
    private static final Duration LATER = Duration.ofHours(1);

    private final MechanismUnderTest contract;

    ExpiryRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        TestContext context = contract.context();
        TestRequest request;
        Instant expiry;
        try (TestMechanism mechanism = TestMechanism.create(contract, context)) {
            request = contract.goodRequest(mechanism);
            Optional<Instant> end = mechanism.judge(request, "a good credential") instanceof Authenticated good
                    ? good.caller().expiry()
                    : Optional.empty();
            if (end.isEmpty()) {
                return;
            }
            expiry = end.get();
        }
        Instant now = context.clock().instant();
        Rule.CALLER_NOT_EXPIRED.check(now.isBefore(expiry), "it is " + now + ", and the caller expired at " + expiry);
        if (context.hasSessions()) {
            // The session service ends sessions, and its clock belongs to the test.
            return;
        }
        Clock late = MovableClock.at(expiry.plus(LATER));
        try (TestMechanism mechanism = TestMechanism.create(contract, context.withClock(late))) {
            AuthenticationResult result = mechanism.judge(request, "an expired credential");
            Rule.EXPIRY_IS_KEPT.check(
                    !(result instanceof Authenticated),
                    "the caller expires at " + expiry + ", and at " + late.instant() + " the credential is "
                            + RequestRules.describe(result));
        }
    }
}
