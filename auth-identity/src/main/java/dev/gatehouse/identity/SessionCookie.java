package dev.gatehouse.identity;

import dev.gatehouse.spi.Credential;
import java.util.List;

/**
 * The values of the session cookie in a request. {@code toString()} shows none. Immutable.
 *
 * @param values the distinct values; at least one
 */
record SessionCookie(List<String> values) implements Credential {
    /** Copies the list. */
    SessionCookie {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "SessionCookie[" + values.size() + "]";
    }
}
