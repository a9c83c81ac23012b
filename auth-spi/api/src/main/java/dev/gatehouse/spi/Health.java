package dev.gatehouse.spi;

import java.util.Objects;

/**
 * Whether a mechanism can decide at present, for the host's readiness.
 *
 * @param state the state
 * @param detail a sentence for the operator, without credentials; empty when the state says it all
 */
public record Health(State state, String detail) {

    /** The states, best first. */
    public enum State {
        /** All is well. */
        UP,
        /** It decides, but something that it depends on needs attention, such as keys that could not be refreshed for minutes. */
        DEGRADED,
        /** It can't decide and answers {@link AuthenticationResult.Unavailable}. */
        DOWN
    }

    /** Checks that both are there. */
    public Health {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns {@link State#UP} without a detail. */
    public static Health up() {
        return new Health(State.UP, "");
    }
}
