package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface VerificationKeys {

    /** Returns the candidate keys for a token with this kid ({@code null} if it has none) and algorithm. */
    KeyLookup find(@Nullable String kid, SigningAlgorithm algorithm);

    /** Whether this key object is in use, by identity. */
    boolean holds(VerificationKey key);

    /** Returns whether keys are available and current. */
    Health health();

    /** Starts fetching and refreshing keys. */
    void start();

    /** Stops refreshing. */
    void close();
}
