package dev.gatehouse.tasklist.engine;

import dev.gatehouse.spi.stability.Incubating;

/**
 * The result of starting a process instance.
 *
 * @since 0.1
 */
@Incubating
public sealed interface StartResult {

    /** The instance was started. */
    record Started(long processInstanceKey) implements StartResult {}

    /** The engine refuses the request; answered with 400 and this message. */
    record Refused(String message) implements StartResult {}

    /** The engine cannot be reached; answered with 503. */
    record Unavailable() implements StartResult {}
}
