package dev.gatehouse.jwt.client;

import dev.gatehouse.spi.stability.Stable;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * An access token of type Bearer (RFC 6749 section 1.4, RFC 6750). Immutable; {@link #toString()} omits its value.
 *
 * @since 0.1
 */
@Stable
public final class AccessToken {

    /** The maximum length in characters. Servers refuse longer headers anyway. */
    static final int MAX_LENGTH = 16 * 1024;

    private final String value;
    private final Set<String> scope;
    private final Instant expiresAt;

    AccessToken(String value, Set<String> scope, Instant expiresAt) {
        this.value = value;
        this.scope = Set.copyOf(scope);
        this.expiresAt = expiresAt;
    }

    /** Returns the token itself. It is a credential: anyone who has it can use it. */
    public String value() {
        return value;
    }

    /**
     * Returns the value of an {@code Authorization} header: {@code Bearer}, a space and the token (RFC 6750 section
     * 2.1).
     */
    public String authorization() {
        return "Bearer " + value;
    }

    /**
     * Returns the granted scope. Empty when the server did not report it, which means that it equals the requested
     * scope (RFC 6749 section 5.1).
     */
    public Set<String> scope() {
        return scope;
    }

    /**
     * Returns when the token expires, by the clock of the {@link TokenClient}. The lifetime counts from the time of the
     * request.
     */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Two tokens are equal if their values are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    /** Returns only the expiry and the scope. */
    @Override
    public String toString() {
        return "AccessToken[expires " + expiresAt + ", scope " + scope + "]";
    }

    /** Whether the string is a {@code b64token} (RFC 6750 section 2.1) of a length that fits in a header. */
    static boolean isWellFormed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        if (end == 0 || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
