package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.List;

/**
 * The keys of one issuer. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface VerificationKeys {

    /** Returns the candidate keys for a token. */
    KeyLookup find(KeyQuery query);

    /**
     * Looks for keys that are newer than the candidates, none of which verified a token that does not name its key.
     *
     * @param tried the candidates
     * @return the newer keys; if there are none, the reason for which the token is refused or undecided
     */
    KeyLookup findNewer(KeyQuery query, List<VerificationKey> tried);

    /** Whether this key object is in use, by identity. */
    boolean holds(VerificationKey key);

    /** Returns whether keys are available and current. */
    Health health();

    /** Returns figures about the keys at this time; none for keys that stand in the configuration. */
    default List<Measurement> measurements() {
        return List.of();
    }

    /** Starts fetching and refreshing keys. */
    void start();

    /**
     * Waits for a fetch in progress if there are no keys yet. Keys that are not fetched ahead need no wait. At most
     * sixteen threads wait; others return at once.
     *
     * @param atMost how long to wait
     */
    default void awaitFirst(Duration atMost) {}

    /** Stops refreshing. */
    void close();
}
