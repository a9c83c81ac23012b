package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Composes the {@code WWW-Authenticate} headers of a refusal from the challenges of all mechanisms (RFC 9110 section
 * 11.6.1).
 */
final class Challenges {

    /**
     * The fallback if no mechanism offers a challenge, because a 401 response must have one (RFC 9110 section 15.5.2).
     */
    private static final Challenge LAST_RESORT = Challenge.of("Session");

    private static final Reason LOGIN_REFUSED = Reason.of("login.refused");

    private final List<ActiveMechanism<?>> mechanisms;
    private final String realm;
    private final @Nullable String resourceMetadata;

    /**
     * @param resourceMetadata where the application's metadata as a protected resource are; {@code null} when there are
     *     none
     */
    Challenges(List<ActiveMechanism<?>> mechanisms, String realm, @Nullable String resourceMetadata) {
        this.mechanisms = mechanisms;
        this.realm = realm;
        this.resourceMetadata = resourceMetadata;
    }

    /**
     * Returns the values of the headers in order, those of the source that was refused first, and of those the ones of
     * its scheme.
     */
    Set<String> of(Refusal refusal) {
        Cause cause = refusal.demand().cause();
        Set<String> values = new LinkedHashSet<>();
        if (cause == null) {
            return values;
        }
        if (!refusal.demand().legs().isEmpty()) {
            refusal.demand().legs().forEach(leg -> values.add(render(leg, null)));
            return values;
        }
        CredentialSource refused = refusal.decider().source();
        for (ActiveMechanism<?> mechanism : mechanisms) {
            if (mechanism.takesFrom(refused)) {
                add(mechanism, refusal, cause, values);
            }
        }
        ownSchemeFirst(refusal.decider().scheme(), values);
        boolean knownCaller = cause == Cause.PERMISSION_MISSING || cause == Cause.STEP_UP_NEEDED;
        for (ActiveMechanism<?> mechanism : mechanisms) {
            if (!mechanism.takesFrom(refused) && !knownCaller) {
                add(mechanism, refusal, Cause.NOTHING_PRESENTED, values);
            }
        }
        if (values.isEmpty() && refusal.status() == 401) {
            values.add(render(LAST_RESORT, null));
        }
        return values;
    }

    private static void ownSchemeFirst(String scheme, Set<String> values) {
        if (scheme.isEmpty() || values.size() < 2) {
            return;
        }
        List<String> all = new ArrayList<>(values);
        values.removeIf(value -> !value.regionMatches(true, 0, scheme + ' ', 0, scheme.length() + 1));
        values.addAll(all);
    }

    /** Returns the challenges of one mechanism for a request without a credential. */
    Set<String> invitation(ActiveMechanism<?> mechanism) {
        Set<String> values = new LinkedHashSet<>();
        add(mechanism, Refusal.nothingPresented(LOGIN_REFUSED), Cause.NOTHING_PRESENTED, values);
        if (values.isEmpty()) {
            values.add(render(LAST_RESORT, null));
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
            values.add(render(challenge, mechanism.protectedResource().isPresent() ? resourceMetadata : null));
        }
    }

    private String render(Challenge challenge, @Nullable String metadata) {
        if (challenge.hasToken68() || challenge.scheme().equalsIgnoreCase("Negotiate")) {
            return challenge.headerValue();
        }
        Challenge complete = challenge;
        if (!challenge.parameters().containsKey("realm")) {
            complete = Challenge.of(challenge.scheme()).with("realm", realm);
            for (var parameter : challenge.parameters().entrySet()) {
                complete = complete.with(parameter.getKey(), parameter.getValue());
            }
        }
        // RFC 9728 section 5.1
        return (metadata == null ? complete : complete.with("resource_metadata", metadata)).headerValue();
    }
}
