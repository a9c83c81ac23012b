package dev.gatehouse.servlet;

import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Composes the {@code WWW-Authenticate} headers of a refusal out of what all mechanisms offer (RFC 9110 section 11.6.1). */
final class Challenges {

    /** A 401 without a challenge is no valid response (RFC 9110 section 15.5.2), so this one stands in where nobody offers any. */
    private static final Challenge LAST_RESORT = Challenge.of("Session");

    private static final Reason LOGIN_REFUSED = Reason.of("login.refused");

    private final List<ActiveMechanism<?>> mechanisms;
    private final String realm;

    Challenges(List<ActiveMechanism<?>> mechanisms, String realm) {
        this.mechanisms = mechanisms;
        this.realm = realm;
    }

    /** Returns the values of the headers in order, those of the source that was refused first. */
    Set<String> of(Refusal refusal) {
        Cause cause = refusal.demand().cause();
        Set<String> values = new LinkedHashSet<>();
        if (cause == null) {
            return values;
        }
        if (!refusal.demand().legs().isEmpty()) {
            refusal.demand().legs().forEach(leg -> values.add(render(leg)));
            return values;
        }
        CredentialSource refused = refusal.decider().source();
        for (ActiveMechanism<?> mechanism : mechanisms) {
            if (mechanism.source().equals(refused)) {
                add(mechanism, refusal, cause, values);
            }
        }
        boolean knownCaller = cause == Cause.PERMISSION_MISSING || cause == Cause.STEP_UP_NEEDED;
        for (ActiveMechanism<?> mechanism : mechanisms) {
            if (!mechanism.source().equals(refused) && !knownCaller) {
                add(mechanism, refusal, Cause.NOTHING_PRESENTED, values);
            }
        }
        if (values.isEmpty() && refusal.status() == 401) {
            values.add(render(LAST_RESORT));
        }
        return values;
    }

    /** Returns what one mechanism offers to a request without a credential. */
    Set<String> invitation(ActiveMechanism<?> mechanism) {
        Set<String> values = new LinkedHashSet<>();
        add(mechanism, Refusal.nothingPresented(LOGIN_REFUSED), Cause.NOTHING_PRESENTED, values);
        if (values.isEmpty()) {
            values.add(render(LAST_RESORT));
        }
        return values;
    }

    private void add(ActiveMechanism<?> mechanism, Refusal refusal, Cause cause, Set<String> values) {
        boolean own = cause != Cause.NOTHING_PRESENTED;
        Reason reason = refusal.reason();
        String scheme =
                own && !refusal.decider().scheme().isEmpty() ? refusal.decider().scheme() : null;
        RefusalContext context = new RefusalContext(
                cause,
                reason,
                scheme,
                refusal.demand().permissions(),
                refusal.demand().acr(),
                refusal.demand().maxAge(),
                realm);
        for (Challenge challenge : mechanism.challenges(context)) {
            values.add(render(challenge));
        }
    }

    private String render(Challenge challenge) {
        if (challenge.hasToken68()
                || challenge.parameters().containsKey("realm")
                || challenge.scheme().equalsIgnoreCase("Negotiate")) {
            return challenge.headerValue();
        }
        Challenge complete = Challenge.of(challenge.scheme()).with("realm", realm);
        for (var parameter : challenge.parameters().entrySet()) {
            complete = complete.with(parameter.getKey(), parameter.getValue());
        }
        return complete.headerValue();
    }
}
