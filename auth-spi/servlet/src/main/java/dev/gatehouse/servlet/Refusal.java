package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.BrokenMechanismException;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext.Cause;
import dev.gatehouse.spi.ResponseAdditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a refusal and the response to the client.
 *
 * @param status the HTTP status
 * @param reason why, for operators
 * @param decider who decided, about what
 * @param demand what the challenges ask for
 * @param retryAfter when to try again; {@code null} when that is not known
 * @param additions what the deciding mechanism wants on the response
 */
record Refusal(
        int status,
        Reason reason,
        Decider decider,
        Demand demand,
        @Nullable Duration retryAfter,
        ResponseAdditions additions) {

    /**
     * The mechanism and the credential of the refusal.
     *
     * @param mechanism the mechanism's name; empty when none was asked
     * @param source where the refused credential came from; {@code null} when there was none
     * @param scheme the {@code Authorization} scheme of the refused credential; empty when it had none
     */
    record Decider(String mechanism, @Nullable CredentialSource source, String scheme) {
        private static final Decider NOBODY = new Decider("", null, "");
    }

    /**
     * The requirements that the challenges name.
     *
     * @param cause why they ask; {@code null} when the answer carries no challenge
     * @param legs the only challenges to send, for another leg of an exchange; empty for those of all mechanisms
     * @param permissions the permissions of which one is missing
     * @param acr the authentication context that is missing
     * @param maxAge how long ago the caller may have authenticated
     */
    record Demand(
            @Nullable Cause cause,
            List<Challenge> legs,
            Set<String> permissions,
            @Nullable String acr,
            @Nullable Duration maxAge) {

        private static Demand of(@Nullable Cause cause) {
            return new Demand(cause, List.of(), Set.of(), null, null);
        }
    }

    /** Returns a refusal that was decided without a mechanism and has no challenge. */
    static Refusal of(int status, Reason reason) {
        return new Refusal(status, reason, Decider.NOBODY, Demand.of(null), null, ResponseAdditions.none());
    }

    /** Returns the refusal of a request without any credential. */
    static Refusal nothingPresented(Reason reason) {
        return of(401, reason).challenged(Cause.NOTHING_PRESENTED);
    }

    /** Returns the answer to a mechanism that broke its contract. */
    static Refusal broken(BrokenMechanismException broken) {
        return of(500, ActiveMechanism.BROKEN).by(broken.mechanism(), null, "");
    }

    Refusal by(String mechanism, @Nullable CredentialSource source, String scheme) {
        return new Refusal(status, reason, new Decider(mechanism, source, scheme), demand, retryAfter, additions);
    }

    /** Returns this refusal with the challenges of all mechanisms. */
    Refusal challenged(Cause cause) {
        return with(Demand.of(cause));
    }

    /** Returns this refusal with only the challenges of the next leg. */
    Refusal legs(List<Challenge> legs) {
        return with(new Demand(Cause.CREDENTIAL_REFUSED, legs, Set.of(), null, null));
    }

    /** Returns this refusal for a missing permission. */
    Refusal permissions(Set<String> anyOf) {
        return with(new Demand(Cause.PERMISSION_MISSING, List.of(), anyOf, null, null));
    }

    /** Returns this refusal for an authentication that is too weak or too old. */
    Refusal stepUp(@Nullable String acr, @Nullable Duration maxAge) {
        return with(new Demand(Cause.STEP_UP_NEEDED, List.of(), Set.of(), acr, maxAge));
    }

    private Refusal with(Demand other) {
        return new Refusal(status, reason, decider, other, retryAfter, additions);
    }

    Refusal retryAfter(Duration time) {
        return new Refusal(status, reason, decider, demand, time, additions);
    }

    Refusal additions(ResponseAdditions others) {
        return new Refusal(status, reason, decider, demand, retryAfter, others);
    }
}
