package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a session but cannot be used to access it: the base64url-encoded SHA-256 hash of the cookie value. It may
 * be stored, listed and logged.
 *
 * @param digest 43 characters of the base64url alphabet (RFC 4648 section 5)
 * @since 0.1
 */
@Incubating
public record SessionId(String digest) {

    /**
     * Checks the format.
     *
     * @throws IllegalArgumentException if the digest has another length or alphabet
     */
    public SessionId {
        boolean form = digest.length() == 43;
        for (int i = 0; form && i < digest.length(); i++) {
            char c = digest.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        if (!form) {
            throw new IllegalArgumentException("not a session id; expected 43 base64url characters");
        }
    }
    // Each request of a session compares ids; the methods of records are linked at run time.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionId id && digest.equals(id.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}
