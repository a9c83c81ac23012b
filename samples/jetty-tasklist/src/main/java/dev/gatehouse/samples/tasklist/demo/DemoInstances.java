package dev.gatehouse.samples.tasklist.demo;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Stores instances of one process with their tasks. Keys are assigned in sequence from a given one, so that the same
 * calls store nothing new after a restart. Not thread-safe.
 */
public final class DemoInstances {

    private final TaskStore store;
    private final ProcessDefinition process;
    private final Instant now;
    private long nextInstance;
    private long nextTask;

    /**
     * Creates the list.
     *
     * @param firstKey key of the first instance; tasks begin 1000 above it
     */
    public DemoInstances(TaskStore store, ProcessDefinition process, Instant now, long firstKey) {
        this.store = store;
        this.process = process;
        this.now = now;
        this.nextInstance = firstKey;
        this.nextTask = firstKey + 1000;
    }

    /** Starts an instance with variables, name to JSON. */
    public Instance begin(Map<String, String> variables) {
        return new Instance(nextInstance++, variables);
    }

    /** Returns the time this many days from now; negative values are in the past. */
    public Instant days(double days) {
        return now.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }

    /** One running or ended instance. */
    public final class Instance {
        private final long key;
        private final Map<String, String> variables;

        private Instance(long key, Map<String, String> variables) {
            this.key = key;
            this.variables = variables;
        }

        /** Adds an active task that was created this many days ago. */
        Instance open(String element, double daysAgo, UnaryOperator<NewTask> details) {
            store.create(details.apply(task(element, daysAgo)));
            return this;
        }

        /** Adds an active task without an assignee. */
        Instance open(String element, double daysAgo) {
            return open(element, daysAgo, task -> task);
        }

        /** Adds a completed task. */
        Instance done(String element, double daysAgo, double doneDaysAgo, String by, Map<String, String> results) {
            store.create(task(element, daysAgo)
                    .state(TaskState.COMPLETED)
                    .assignee(by)
                    .completionTime(days(-doneDaysAgo))
                    .localVariables(results));
            return this;
        }

        /** Adds a task that ended with its instance. */
        Instance canceled(String element, double daysAgo, double endedDaysAgo) {
            store.create(task(element, daysAgo).state(TaskState.CANCELED).completionTime(days(-endedDaysAgo)));
            return this;
        }

        private NewTask task(String element, double daysAgo) {
            return NewTask.of(process.key(), element)
                    .key(nextTask++)
                    .processInstanceKey(key)
                    .creationTime(days(-daysAgo))
                    .processVariables(variables);
        }
    }
}
