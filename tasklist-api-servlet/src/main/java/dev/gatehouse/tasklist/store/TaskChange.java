package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a task, see {@link TaskStore#change}. Variable values are JSON.
 *
 * @since 0.1
 */
@Incubating
public sealed interface TaskChange {

    /** No change. */
    record Keep() implements TaskChange {}

    /** Assigns the task to the user who asks for it. */
    record Claim(String assignee) implements TaskChange {}

    /** Sets the assignee; null removes it. */
    record Assign(@Nullable String assignee) implements TaskChange {}

    /** Replaces the editable details. */
    record Edit(TaskDetails details) implements TaskChange {}

    /**
     * Completes the task. Its snapshot has the visible variables, overridden by drafts if requested, overridden by
     * {@code variables}. The {@code variables} also become process variables, and drafts are deleted.
     */
    record Complete(Instant at, Map<String, String> variables, boolean withDrafts) implements TaskChange {
        /** Copies the map and keeps its order. */
        public Complete {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /** Replaces all drafts of the task with those values that differ from the current variables. */
    record SaveDrafts(Map<String, String> values) implements TaskChange {
        /** Copies the map and keeps its order. */
        public SaveDrafts {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Cancels the task and deletes its drafts. */
    record Cancel(Instant at) implements TaskChange {}
}
