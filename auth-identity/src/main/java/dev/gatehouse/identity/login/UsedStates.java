package dev.gatehouse.identity.login;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of responses that came to this node, so that each counts once. On another node, a repeated response fails
 * because the provider accepts its code once. If very many come, the oldest are forgotten. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class UsedStates {

    private static final int MOST = 20_000;

    private final Map<String, Instant> used = new LinkedHashMap<>();

    /** Creates an empty set. */
    public UsedStates() {}

    /**
     * Adds a state.
     *
     * @param timeout how long a log-in may take, after which nothing needs to be remembered
     * @return whether it was new
     */
    synchronized boolean add(String state, Instant now, Duration timeout) {
        Iterator<Map.Entry<String, Instant>> oldest = used.entrySet().iterator();
        while (oldest.hasNext()) {
            Instant since = oldest.next().getValue();
            if (used.size() < MOST && since.plus(timeout).plus(timeout).isAfter(now)) {
                break;
            }
            oldest.remove();
        }
        return used.putIfAbsent(state, now) == null;
    }
}
