package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * How the engine carries out a user task. Clients choose the interface to use by it, so it is never absent.
 *
 * @since 0.1
 */
@Incubating
public enum TaskImplementation {
    /** Managed through the Tasklist interface. */
    JOB_WORKER,
    /** Managed by the engine; the Tasklist interface shows it but refuses to change it. */
    ZEEBE_USER_TASK
}
