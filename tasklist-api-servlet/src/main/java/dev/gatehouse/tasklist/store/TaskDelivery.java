package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * The delivery of task events to a listener, see {@link EngineStore#listen}. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public interface TaskDelivery extends AutoCloseable {

    /** Reads how far the delivery is, for health checks and metrics. Covers the events of all nodes. */
    DeliveryStatus status();

    /**
     * Deletes the undelivered events of one task. For an operator, when a listener can never handle them.
     *
     * @return the number of deleted events
     */
    int discard(String taskId);

    /**
     * Stops the delivery on this node and waits up to ten seconds for the current call of the listener. Changes are
     * recorded until the store is closed. Closing the store closes the delivery.
     */
    @Override
    void close();
}
