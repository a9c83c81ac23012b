package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.CertificateThumbprint;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The key that a token needs.
 *
 * @param kid the key's identifier, which decides alone; {@code null} if the token has none
 * @param thumbprint the thumbprints of the key's certificate; {@code null} if the token has none, or a kid
 * @param algorithm the algorithm of the token
 * @param token identifies the token
 * @param source where the token came from
 * @since 0.1
 */
@Internal
public record KeyQuery(
        @Nullable String kid,
        @Nullable CertificateThumbprint thumbprint,
        SigningAlgorithm algorithm,
        Object token,
        RequestSource source) {

    /** Whether the token names its key. If it does not, every fitting key is a candidate. */
    boolean named() {
        return kid != null || thumbprint != null;
    }

    /** Returns what is asked for: the name of the key, or the token itself if it does not name its key. */
    Object subject() {
        if (kid != null) {
            return kid;
        }
        return thumbprint == null ? token : thumbprint;
    }
}
