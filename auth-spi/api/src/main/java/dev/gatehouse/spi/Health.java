package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.Objects;

/**
 * Whether a mechanism can make decisions now, for readiness checks. Immutable.
 *
 * @param state the state
 * @param detail a sentence for the operator, without credentials; empty when there is nothing to add
 * @since 0.1
 */
@Stable
public record Health(State state, String detail) {

    /** The states, best first. */
    public enum State {
        /** Everything works. */
        UP,
        /**
         * The mechanism can decide, but something that it depends on needs attention, such as keys that could not be
         * refreshed for several minutes.
         */
        DEGRADED,
        /** The mechanism cannot decide, and returns {@link AuthenticationResult.Unavailable}. */
        DOWN
    }

    /** Rejects {@code null}. */
    public Health {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns {@link State#UP} without a detail. */
    public static Health up() {
        return new Health(State.UP, "");
    }
}
