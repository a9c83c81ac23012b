package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The side of a task store for a process engine, or for the bridge to one: what the engine reports goes in, what users
 * do to tasks comes out. All calls that write are idempotent by the keys of the engine, so that a bridge can repeat
 * whatever it is not sure of. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public interface EngineStore {

    /**
     * Stores a version of a process under the key that the engine has for it. Registering a key again returns the
     * stored version, and adds the model if it had none.
     *
     * @throws IllegalArgumentException if the key belongs to another process, version or tenant, if another key has
     *     this version, or if the model is not BPMN with exactly one executable process of this id
     */
    ProcessDefinition register(ProcessRegistration registration);

    /**
     * Stores many tasks in batches, each in a transaction of its own. A task whose key exists is skipped, so a load
     * that ended early can be repeated. Tasks without a key are always stored. Events are recorded as by
     * {@link TaskStore#create}. Tasks of one process instance are stored in their order.
     *
     * <p>If there are no tasks yet and many are loaded, the indexes of searches are created in the end, which makes the
     * load faster. Until then, searches fail or are slow.
     *
     * @param tasks read once, by the calling thread, while earlier tasks are being stored
     * @throws IllegalArgumentException if a process definition does not exist; batches that were complete stay stored
     */
    LoadResult load(Iterable<NewTask> tasks);

    /**
     * Creates a task, or brings an existing one up to date. The task needs a key.
     *
     * <p>Reports may arrive repeatedly and in any order. A report with a {@linkplain NewTask#revision revision} that is
     * not greater than the stored one changes no details. Without a revision, the last report that arrives decides. A
     * final state is never left, and it is reached by any report that has it. A report about a task that was canceled
     * before it was known stores the task as canceled.
     *
     * <p>An existing task takes over those values that the report sets; others stay. Variables are stored as by
     * {@link TaskStore#create}, and a report with state {@link TaskState#COMPLETED} completes the task with them.
     *
     * @return the stored task
     * @throws IllegalArgumentException if the task has no key or its process definition does not exist
     */
    Task upsert(NewTask report);

    /**
     * Cancels a task. A completed or canceled task stays as it is. If there is no such task yet, remembers the
     * cancellation for 30 days, see {@link #upsert}.
     *
     * @param revision position of this report, see {@link NewTask#revision}; null if there is none
     * @return the task; empty if it is not known yet
     */
    Optional<Task> cancel(long taskKey, @Nullable Long revision, Instant at);

    /**
     * Deletes the tasks of a process instance in any state, with everything that belongs to them, and the variables of
     * the instance.
     *
     * @return the number of deleted tasks
     */
    int deleteInstance(long processInstanceKey);

    /**
     * Deletes completed and canceled tasks that ended before a time, with everything that belongs to them. Variables of
     * a process instance are deleted with its last task. Works in small batches, each in a transaction of its own, so
     * it can run beside other work and on several nodes.
     *
     * @return the number of deleted tasks
     */
    long deleteEnded(Instant before);

    /**
     * Calls {@link #deleteEnded} every five minutes until the store is closed. Every node may do so.
     *
     * @param age how long completed and canceled tasks are kept after their end
     * @throws IllegalStateException if the age is negative or was set before
     */
    void retain(Duration age);

    /**
     * Starts to record changes of tasks and to deliver them to a listener. A store has one listener; use one that calls
     * others if several parts are interested. Call it on every node of a database before the node changes tasks:
     * changes of a node without a listener are not recorded. Of several nodes, one at a time delivers. Events that were
     * not delivered when all nodes stopped are delivered after the next start.
     *
     * @throws IllegalStateException if the store has a listener already
     */
    TaskDelivery listen(TaskListener listener, DeliveryOptions options);
}
