package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * How a user task is managed. Never absent, because clients choose their API by it.
 *
 * @since 0.1
 */
@Incubating
public enum TaskImplementation {
    /** Managed through the Tasklist API. */
    JOB_WORKER,
    /** Managed by the engine. The Tasklist API can read but not change it. */
    ZEEBE_USER_TASK
}
