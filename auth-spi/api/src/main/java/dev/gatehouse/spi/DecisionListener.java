package dev.gatehouse.spi;

/**
 * Hears of decisions after the fact, one after the other, on a thread of the host's; it can neither change nor delay one. When listeners are too slow, decisions are
 * dropped and counted.
 */
@FunctionalInterface
public interface DecisionListener {

    /** Hears of one decision. What it throws is logged and forgotten. */
    void decided(Decision decision);

    /** Returns whether it wants to hear of every {@link Decision.Outcome#ADMITTED} too; there are many. */
    default boolean wantsAdmissions() {
        return false;
    }
}
