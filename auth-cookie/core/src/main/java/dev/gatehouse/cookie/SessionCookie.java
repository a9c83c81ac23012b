package dev.gatehouse.cookie;

import dev.gatehouse.spi.Credential;
import java.util.List;

/**
 * The session cookie of a request.
 *
 * @param values its distinct values, at least one
 */
record SessionCookie(List<String> values) implements Credential {
    @Override
    public String toString() {
        return "SessionCookie[***]";
    }
}
