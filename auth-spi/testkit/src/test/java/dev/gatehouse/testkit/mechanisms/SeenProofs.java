package dev.gatehouse.testkit.mechanisms;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers proofs for as long as they could be replayed. When it is full it refuses new ones, because a forgotten
 * proof could be replayed. Thread-safe.
 */
final class SeenProofs {

    enum Answer {
        NEW,
        SEEN,
        FULL
    }

    private final int most;
    private final Map<String, Instant> until = new HashMap<>();

    SeenProofs(int most) {
        this.most = most;
    }

    synchronized Answer add(String id, Instant now, Instant end) {
        if (until.size() >= most) {
            until.values().removeIf(time -> !now.isBefore(time));
        }
        Instant known = until.get(id);
        if (known != null && now.isBefore(known)) {
            return Answer.SEEN;
        }
        if (known == null && until.size() >= most) {
            return Answer.FULL;
        }
        until.put(id, end);
        return Answer.NEW;
    }
}
