package dev.gatehouse.identity.login;

import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;

/**
 * The values of the session cookie in a request. {@code toString()} shows none. Immutable.
 *
 * @param values the distinct values; at least one
 * @since 0.1
 */
@Internal
public record SessionCookie(List<String> values) implements Credential {
    /** Copies the list. */
    public SessionCookie {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "SessionCookie[" + values.size() + "]";
    }
}
