package dev.gatehouse.tasklist.engine;

import dev.gatehouse.spi.stability.Incubating;

/**
 * Starts and deletes process instances in an engine. Without one, the API answers such requests with 501. Called in the
 * thread of the request and outside of any transaction, so a call should have a deadline. Thread-safe.
 *
 * <p>An exception is answered with 500 and logged.
 *
 * @since 0.1
 */
@Incubating
public interface ProcessStarter {

    /** Starts an instance. */
    StartResult start(StartRequest request);

    /**
     * Deletes an instance that has ended. If it is deleted, the API then deletes the tasks and variables of the
     * instance from the store.
     */
    DeleteResult delete(long processInstanceKey);
}
