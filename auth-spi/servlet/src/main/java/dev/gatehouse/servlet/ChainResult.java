package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.servlet.mechanism.ActivePlace;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.ResponseAdditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of the {@link AuthenticationChain}. */
sealed interface ChainResult {

    /** The request has no credential and needs none. */
    Admitted ANONYMOUS = new Admitted(null, "", null, "", ResponseAdditions.none());

    /**
     * The request is admitted.
     *
     * @param caller who is calling; {@code null} for an anonymous request
     * @param mechanism the mechanism that authenticated the caller; empty without a caller
     * @param source where the credential came from; {@code null} without a caller
     * @param scheme the {@code Authorization} scheme of the credential; empty when it had none
     * @param additions what the mechanism wants on the response
     */
    record Admitted(
            @Nullable Caller caller,
            String mechanism,
            @Nullable CredentialSource source,
            String scheme,
            ResponseAdditions additions)
            implements ChainResult {

        /**
         * Returns whether browsers or connections attach the credential automatically, so that another site can use it.
         */
        boolean isAmbient() {
            return source != null && (!source.explicit() || HttpTokens.isRepeatedByBrowsers(scheme));
        }
    }

    /**
     * The request is refused.
     *
     * @param refusal what to answer
     */
    record Refused(Refusal refusal) implements ChainResult {}

    /**
     * The body of the request is needed before the mechanisms can be asked.
     *
     * @param claimed the credentials that were found
     * @param source the source that was chosen
     * @param scheme the {@code Authorization} scheme of the credential; empty when it had none
     * @param mechanism the first mechanism that needs the body
     * @param maxBytes the length of the longest body that all mechanisms which need it can verify
     */
    record NeedsBody(
            List<ActivePlace.Presented<?>> claimed,
            CredentialSource source,
            String scheme,
            String mechanism,
            int maxBytes)
            implements ChainResult {

        /** Returns {@code null} if no mechanism that claimed the chosen source needs the body. */
        static @Nullable NeedsBody of(List<ActivePlace.Presented<?>> claimed, CredentialSource source, String scheme) {
            String first = "";
            int smallest = 0;
            for (ActivePlace.Presented<?> presented : claimed) {
                int bound = presented.place().mechanism().bodyBound();
                if (bound > 0 && presented.place().source().equals(source)) {
                    first = smallest == 0 ? presented.place().mechanism().name() : first;
                    smallest = smallest == 0 ? bound : Math.min(smallest, bound);
                }
            }
            return smallest == 0 ? null : new NeedsBody(claimed, source, scheme, first, smallest);
        }

        /** Returns the refusal of a request whose body cannot be verified. */
        Refused refused(Refusal refusal) {
            return new Refused(refusal.by(mechanism, source, scheme));
        }
    }
}
