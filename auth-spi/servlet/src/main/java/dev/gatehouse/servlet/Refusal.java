package dev.gatehouse.servlet;

import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.ResponseAdditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not let through, and what the client is told.
 *
 * @param status the HTTP status
 * @param reason why, for operators
 * @param mechanism the mechanism that decided; empty when none did
 * @param source where the refused credential came from; {@code null} when there was none
 * @param scheme the {@code Authorization} scheme of the refused credential; empty when it had none
 * @param cause what the challenges are to say; {@code null} when the answer carries no challenge
 * @param legs the only challenges to send, for another leg of an exchange; empty for those of all mechanisms
 * @param permissions the permissions of which one is missing
 * @param acr the authentication context that is missing
 * @param maxAge how long ago the caller may have authenticated
 * @param retryAfter when to try again; {@code null} when that is not known
 * @param additions what the deciding mechanism wants on the response
 */
record Refusal(
        int status,
        Reason reason,
        String mechanism,
        @Nullable CredentialSource source,
        String scheme,
        RefusalContext.@Nullable Cause cause,
        List<Challenge> legs,
        Set<String> permissions,
        @Nullable String acr,
        @Nullable Duration maxAge,
        @Nullable Duration retryAfter,
        ResponseAdditions additions) {

    /** Returns a refusal that no mechanism was asked about. */
    static Refusal of(int status, Reason reason) {
        return new Refusal(
                status, reason, "", null, "", null, List.of(), Set.of(), null, null, null, ResponseAdditions.none());
    }

    /** Returns the refusal of a request without any credential. */
    static Refusal nothingPresented(Reason reason) {
        return of(401, reason).challenged(RefusalContext.Cause.NOTHING_PRESENTED);
    }

    /** Returns the answer to a mechanism that broke its contract. */
    static Refusal broken(BrokenMechanismException broken) {
        return of(500, ActiveMechanism.BROKEN).by(broken.mechanism(), null, "");
    }

    Refusal by(String mechanism, @Nullable CredentialSource source, String scheme) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal challenged(RefusalContext.Cause cause) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal legs(List<Challenge> legs) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal permissions(Set<String> permissions) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal stepUp(@Nullable String acr, @Nullable Duration maxAge) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal retryAfter(Duration retryAfter) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }

    Refusal additions(ResponseAdditions additions) {
        return new Refusal(
                status,
                reason,
                mechanism,
                source,
                scheme,
                cause,
                legs,
                permissions,
                acr,
                maxAge,
                retryAfter,
                additions);
    }
}
