package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The thumbprints in a JOSE header of the certificate whose key signed the token (RFC 7515 sections 4.1.7 and 4.1.8).
 * They select among the published keys and are compared as strings. They prove nothing, so SHA-1 is harmless here.
 *
 * @param sha1 {@code x5t}; {@code null} if absent
 * @param sha256 {@code x5t#S256}; {@code null} if absent
 * @since 0.1
 */
@Internal
public record CertificateThumbprint(
        @Nullable String sha1, @Nullable String sha256) {

    public static final String SHA1 = "x5t";
    public static final String SHA256 = "x5t#S256";
}
