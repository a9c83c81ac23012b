package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decided about a locked task, see {@link TaskStore#change}. Values are JSON texts.
 *
 * @since 0.1
 */
@Incubating
public sealed interface TaskChange {

    /** Leave it as it is. */
    record Keep() implements TaskChange {}

    /** Give it to a user; null takes it from everybody. */
    record Assign(@Nullable String assignee) implements TaskChange {}

    /** Replace what may be edited. */
    record Edit(TaskDetails details) implements TaskChange {}

    /**
     * Complete it: the visible variables, overlaid by drafts if wanted, overlaid by {@code variables}, become its
     * snapshot; {@code variables} also become process variables; drafts go.
     */
    record Complete(Instant at, Map<String, String> variables, boolean withDrafts) implements TaskChange {
        /** Copies the map and keeps its order. */
        public Complete {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /** Replace all drafts of the task by those of the given values that differ from the current variables. */
    record SaveDrafts(Map<String, String> values) implements TaskChange {
        /** Copies the map and keeps its order. */
        public SaveDrafts {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** End it because the process ended; drafts go. */
    record Cancel(Instant at) implements TaskChange {}
}
