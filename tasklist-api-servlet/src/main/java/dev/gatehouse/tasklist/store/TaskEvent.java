package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One committed change of a task. Immutable.
 *
 * @param id unique and positive; for one task, later changes have greater ids
 * @param kind what happened
 * @param origin which side made the change
 * @param at when the change was made, by the clock of the store
 * @param task the task as this change left it; for {@link Kind#DELETED}, the task before its deletion
 * @param variables for {@link Kind#COMPLETED}, the variables that completed the task, name to JSON, without its drafts;
 *     else empty
 * @since 0.1
 */
@Incubating
public record TaskEvent(long id, Kind kind, Origin origin, Instant at, Task task, Map<String, String> variables) {

    /** Copies the map and keeps its order. */
    public TaskEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(task, "task");
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** What happened to the task. */
    public enum Kind {
        /** The task was stored. It may already be in a final state. */
        CREATED,
        /** A caller assigned the task to themselves. */
        CLAIMED,
        /** The task was assigned to a user by someone else. */
        ASSIGNED,
        /** The assignee was removed. */
        UNASSIGNED,
        /** Other details changed: candidates, dates, priority or name. */
        UPDATED,
        /** The task was completed. */
        COMPLETED,
        /** The task was canceled. */
        CANCELED,
        /** The task was deleted from the store. */
        DELETED
    }

    /** Which side made a change. A bridge usually ignores what it reported itself. */
    public enum Origin {
        /** A user or an API client, or the application through {@link TaskStore}. */
        TASKLIST,
        /** The engine, through {@link EngineStore}. */
        ENGINE,
        /** The store: deletion by age. */
        RETENTION
    }
}
