package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * Receives the changes of tasks, so that a bridge can hand them to a process engine. See {@link EngineStore#listen}.
 *
 * <p>Every change that was committed is delivered at least once, and the changes of one task in their order. It can be
 * delivered again after a crash, a lost connection or an exception, so a listener must be idempotent; the
 * {@linkplain TaskEvent#id() id} of the event and the key of the task are the same each time. Changes of different
 * tasks have no order.
 *
 * <p>The listener is called on one background thread of one node at a time, never in the request that made the change
 * and never in its transaction. It may use the store.
 *
 * @since 0.1
 */
@Incubating
@FunctionalInterface
public interface TaskListener {

    /**
     * Handles one change. An event whose call returns is deleted.
     *
     * @throws Exception if the event must be delivered again. Further events of the same task wait, events of other
     *     tasks do not
     */
    void onEvent(TaskEvent event) throws Exception;
}
