package dev.gatehouse.testkit.mechanisms;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges between their first and second leg. Bounded: when it is full it starts no more exchanges. Thread-safe.
 */
final class Exchanges {

    static final int MOST = 1000;
    static final Duration LIFE = Duration.ofMinutes(1);

    /** An exchange that waits for its second leg. */
    record Waiting(String user, Instant ends) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> waiting = new HashMap<>();

    /** Returns the id of a new exchange, which is its nonce too; {@code null} when there are too many. */
    synchronized @Nullable String begin(String user, Instant now) {
        waiting.values().removeIf(exchange -> !now.isBefore(exchange.ends()));
        if (waiting.size() >= MOST) {
            return null;
        }
        byte[] id = new byte[32];
        random.nextBytes(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        waiting.put(text, new Waiting(user, now.plus(LIFE)));
        return text;
    }

    /** Takes an exchange out, so that it can be used once only; {@code null} when there is none of this id in time. */
    synchronized @Nullable Waiting take(String id, Instant now) {
        Waiting exchange = waiting.remove(id);
        return exchange != null && now.isBefore(exchange.ends()) ? exchange : null;
    }
}
