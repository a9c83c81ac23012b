package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * State of a user task. A task starts as {@link #CREATED}; every other state is final.
 *
 * @since 0.1
 */
@Incubating
public enum TaskState {
    /** Active. */
    CREATED,
    /** Completed; its variables are frozen as a snapshot. */
    COMPLETED,
    /** Ended by the process, not by a user. Only searches for this state find it. */
    CANCELED,
    /** The engine failed to execute it. */
    FAILED
}
