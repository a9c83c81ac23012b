package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import org.jspecify.annotations.Nullable;

/** The keys of one issuer. Thread-safe. */
interface IssuerKeys {

    /** Returns the keys to try for a token with this kid, {@code null} for none, and algorithm. */
    KeyLookup find(@Nullable String kid, SigningAlgorithm algorithm);

    /** Whether this very key is among those in use. */
    boolean holds(VerificationKey key);

    /** Returns whether the keys are there and current. */
    Health health();

    /** Begins to keep them current. */
    void start();

    /** Ends that. */
    void close();
}
