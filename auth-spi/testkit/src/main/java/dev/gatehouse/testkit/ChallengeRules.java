package dev.gatehouse.testkit;

import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the contract asks of challenges. */
final class ChallengeRules {

    private static final String CODE = "contract.unguessable-7f3a91c2";
    private static final String DETAIL = "detail-unguessable-52e0d8b4";

    private final MechanismUnderTest contract;

    ChallengeRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            for (Cause cause : Cause.values()) {
                for (String scheme : new String[] {null, "Bearer", "basic", "Unheard-Of"}) {
                    check(mechanism, refusal(cause, scheme));
                }
            }
        }
    }

    private static RefusalContext refusal(Cause cause, @Nullable String scheme) {
        boolean stepUp = cause == Cause.STEP_UP_NEEDED;
        return new RefusalContext(
                cause,
                Reason.of(CODE, DETAIL),
                scheme,
                cause == Cause.PERMISSION_MISSING ? Set.of("READ", "quoted \"\\ permission") : Set.of(),
                stepUp ? "urn:example:strong" : null,
                stepUp ? Duration.ofMinutes(5) : null,
                "realm \"\\ test");
    }

    private static void check(TestMechanism mechanism, RefusalContext refusal) {
        String where = refusal.cause() + " with scheme " + refusal.scheme();
        List<Challenge> challenges = challenges(mechanism, refusal);
        boolean nothing = refusal.cause() == Cause.NOTHING_PRESENTED;
        boolean authorization = mechanism.source().kind() == CredentialSource.Kind.AUTHORIZATION;
        Rule.CHALLENGE_OFFERED.check(!nothing || !authorization || !challenges.isEmpty(), where + ": none");
        for (Challenge challenge : challenges) {
            Rule.CHALLENGES.check(challenge != null, where + ": null in the list");
            String text = challenge.headerValue();
            Rule.CHALLENGE_WITHOUT_REASON.check(!text.contains(CODE) && !text.contains(DETAIL), where + ": " + text);
            Rule.CHALLENGE_WITHOUT_ERROR.check(!nothing || !hasError(challenge), where + ": " + text);
        }
    }

    /** Returns the challenges for a refusal. */
    static List<Challenge> challenges(TestMechanism mechanism, RefusalContext refusal) {
        String where = refusal.cause() + " with scheme " + refusal.scheme();
        List<Challenge> challenges;
        try {
            challenges = mechanism.mechanism().challenges(refusal);
        } catch (RuntimeException | Error thrown) {
            throw Rule.CHALLENGES.broken(where + ": " + thrown.getClass().getName(), thrown);
        }
        Rule.CHALLENGES.check(challenges != null, where + ": null");
        return challenges;
    }

    private static boolean hasError(Challenge challenge) {
        return challenge.parameters().keySet().stream().anyMatch(name -> name.startsWith("error"));
    }
}
