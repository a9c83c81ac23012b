package dev.gatehouse.support;

import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;

/**
 * The session cookies of a request that ends sessions: a logout, or a log-in that replaces them. Their number is
 * limited, so that one request costs the store little. Immutable.
 *
 * @param values the first distinct values that can be session secrets, at most {@link #MOST}
 * @param more whether there were more
 * @since 0.1
 */
@Internal
public record PresentedSessions(List<String> values, boolean more) {

    /** The number of sessions that one request can end. Leftover cookies of other paths and domains are fewer. */
    public static final int MOST = 32;

    /** Copies the list. */
    public PresentedSessions {
        values = List.copyOf(values);
    }

    /** Reads the session cookies of a request. */
    public static PresentedSessions of(EndpointRequest request, Sessions sessions) {
        List<String> all = request.cookies(sessions.source().name()).stream()
                .filter(sessions::wellFormed)
                .distinct()
                .toList();
        return new PresentedSessions(all.subList(0, Math.min(all.size(), MOST)), all.size() > MOST);
    }

    /** Does not show the values, which are secrets. */
    @Override
    public String toString() {
        return "PresentedSessions[" + values.size() + (more ? " and more]" : "]");
    }
}
