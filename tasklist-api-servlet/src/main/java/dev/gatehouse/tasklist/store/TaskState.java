package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * State of a user task. A task starts as {@link #CREATED}; every other state is final.
 *
 * @since 0.1
 */
@Incubating
public enum TaskState {
    /** Waiting for somebody to complete it. */
    CREATED,
    /** Completed; its variables are frozen as a snapshot. */
    COMPLETED,
    /** Ended by the process, not by a person. Searches find it only when asked for this state. */
    CANCELED,
    /** Could not be carried out by the engine. */
    FAILED
}
