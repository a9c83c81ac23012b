package dev.gatehouse.jwt.dpop;

import dev.gatehouse.spi.stability.Internal;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of possession in a request, not verified. {@code toString()} does not show it.
 *
 * @param dpop whether the token came with the scheme {@code DPoP}
 * @param proofs the values of the header {@code DPoP}, one for each header line; empty for other schemes
 * @param method the request's method
 * @param url the URL that the client used, without query and fragment; empty unless the scheme is {@code DPoP}
 * @param certificate the client certificate of the connection; {@code null} if there is none
 * @since 0.1
 */
@Internal
public record PresentedProof(
        boolean dpop,
        List<String> proofs,
        String method,
        String url,
        @Nullable X509Certificate certificate) {

    /** Returns the proof of a token with the scheme {@code Bearer} on a connection with this certificate. */
    public static PresentedProof certificate(X509Certificate certificate) {
        return new PresentedProof(false, List.of(), "", "", certificate);
    }

    @Override
    public String toString() {
        return "PresentedProof";
    }
}
