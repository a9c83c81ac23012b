package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.ResponseAdditions;
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
}
