package dev.gatehouse.jwt.client;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** An access token (RFC 6749 section 1.4) of type Bearer. Immutable; {@link #toString()} does not show it. */
public final class AccessToken {

    /** The longest token that is taken, in characters; servers refuse longer headers anyway. */
    static final int MAX_LENGTH = 16 * 1024;

    private final String value;
    private final Set<String> scope;
    private final Instant expiresAt;

    AccessToken(String value, Set<String> scope, Instant expiresAt) {
        this.value = value;
        this.scope = Set.copyOf(scope);
        this.expiresAt = expiresAt;
    }

    /** The token itself. It is a credential: whoever has it can use it. */
    public String value() {
        return value;
    }

    /** The value of an {@code Authorization} header: the scheme {@code Bearer}, a blank and the token (RFC 6750 section 2.1). */
    public String authorization() {
        return "Bearer " + value;
    }

    /** What the server granted; empty when it did not say, which means what was asked for (RFC 6749 section 5.1). */
    public Set<String> scope() {
        return scope;
    }

    /** When the token ends, counted from before it was asked for, by the clock of the {@link TokenClient}. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Tokens are the same when their text is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    /** Names expiry and scope only. */
    @Override
    public String toString() {
        return "AccessToken[expires " + expiresAt + ", scope " + scope + "]";
    }

    /** Whether the text is a {@code b64token} (RFC 6750 section 2.1) of a length that a header can carry. */
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
