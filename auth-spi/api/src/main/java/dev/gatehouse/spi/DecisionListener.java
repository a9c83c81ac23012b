package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;

/**
 * Receives decisions after they were made.
 *
 * <p>The host calls listeners one at a time on a background thread. A listener cannot change or delay a decision. When
 * listeners are too slow, the host drops decisions and counts them.
 *
 * @since 0.1
 */
@Incubating
@FunctionalInterface
public interface DecisionListener {

    /** Receives a decision. The host logs any exception and continues. */
    void decided(Decision decision);

    /**
     * Returns whether this listener receives {@link Decision.Outcome#ADMITTED} as well, that is a decision for every
     * admitted request. The default is {@code false}.
     */
    default boolean wantsAdmissions() {
        return false;
    }

    /**
     * Returns whether this listener needs {@link Decision#duration()}. The default is {@code false}, and if no listener
     * needs it, the host does not measure it.
     */
    default boolean wantsDurations() {
        return false;
    }
}
