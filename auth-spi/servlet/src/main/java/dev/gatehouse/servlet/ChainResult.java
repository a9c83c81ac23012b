package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.ResponseAdditions;
import org.jspecify.annotations.Nullable;

/** The result of the {@link AuthenticationChain}. */
sealed interface ChainResult {

    /** No credential came, and none is needed. */
    Admitted ANONYMOUS = new Admitted(null, "", null, "", ResponseAdditions.none());

    /**
     * The request may go on.
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
         * Returns whether a browser or connection adds the credential by itself, so that another site can
         * make it do so.
         */
        boolean isAmbient() {
            return source != null && (!source.explicit() || HttpTokens.isRepeatedByBrowsers(scheme));
        }
    }

    /**
     * The request ends here.
     *
     * @param refusal what to answer
     */
    record Refused(Refusal refusal) implements ChainResult {}
}
