package dev.gatehouse.tasklist.engine;

import dev.gatehouse.spi.stability.Incubating;

/**
 * The result of deleting a process instance.
 *
 * @since 0.1
 */
@Incubating
public sealed interface DeleteResult {

    /** The instance was deleted, or had been before. */
    record Deleted() implements DeleteResult {}

    /** There is no such instance; answered with 404. */
    record NotFound() implements DeleteResult {}

    /** The engine refuses, because the instance is running, for example; answered with 500 as in the original. */
    record Refused() implements DeleteResult {}

    /** The engine cannot be reached; answered with 503. */
    record Unavailable() implements DeleteResult {}
}
