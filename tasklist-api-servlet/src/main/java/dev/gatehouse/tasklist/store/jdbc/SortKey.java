package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field to order tasks by. A missing date is replaced by a constant that comes last in the given direction. */
record SortKey(TaskQuery.SortField field, boolean ascending) {

    /** 2099-12-31, for a missing date in ascending order. */
    static final long LAST = 4_102_358_400_000L;
    /** 1900-01-01, for a missing date in descending order. */
    static final long FIRST = -2_208_988_800_000L;

    private static final SortKey NEWEST = new SortKey(TaskQuery.SortField.CREATION_TIME, false);

    /** Returns the sort keys of a query, or the default ones. */
    static List<SortKey> of(TaskQuery query) {
        List<SortKey> keys = new ArrayList<>();
        for (TaskQuery.Sort sort : query.sort()) {
            keys.add(new SortKey(sort.field(), sort.ascending()));
        }
        if (keys.isEmpty()) {
            boolean ended = query.filter().state() == TaskState.COMPLETED
                    || query.filter().state() == TaskState.CANCELED;
            keys.add(ended ? new SortKey(TaskQuery.SortField.COMPLETION_TIME, false) : NEWEST);
        }
        return List.copyOf(keys);
    }

    /** Returns whether tasks are ordered by their creation, newest first. */
    static boolean isNewestFirst(List<SortKey> keys) {
        return keys.get(0).equals(NEWEST) && keys.size() == 1;
    }

    static String direction(boolean ascending) {
        return ascending ? " ASC" : " DESC";
    }

    /**
     * Returns the value as SQL.
     *
     * @param task alias of the table
     * @param state state of the tasks; null for any
     */
    String expression(String task, @Nullable TaskState state) {
        return switch (field) {
            case CREATION_TIME -> task + ".creation_time";
            case COMPLETION_TIME -> completion(task, state);
            case DUE_DATE -> task + (ascending ? ".due_asc" : ".due_desc");
            case FOLLOW_UP_DATE -> task + (ascending ? ".follow_up_asc" : ".follow_up_desc");
            case PRIORITY -> task + ".priority";
        };
    }

    /** Returns whether all tasks of a state have the same value, which differs from that of the column. */
    boolean isConstant(@Nullable TaskState state) {
        return field == TaskQuery.SortField.COMPLETION_TIME && ascending && state == TaskState.CREATED;
    }

    private String completion(String task, @Nullable TaskState state) {
        if (isConstant(state)) {
            return "CAST(" + LAST + " AS BIGINT)";
        }
        return ascending && state == null
                ? "COALESCE(" + task + ".completion_time, " + LAST + ")"
                : task + ".completion_order";
    }

    /** Returns the column and direction to order tasks of one state by. */
    String order(TaskState state, boolean forward) {
        if (field == TaskQuery.SortField.COMPLETION_TIME && state == TaskState.CREATED) {
            // Constant, so that any direction is right; this one is that of the index.
            return "d.completion_order" + direction(!forward);
        }
        return expression("d", state) + direction(ascending == forward);
    }

    /** Returns the name of the index that starts with the state and this key. */
    String index() {
        return switch (field) {
            case CREATION_TIME -> "task_state_newest";
            case COMPLETION_TIME -> "task_state_completed";
            case DUE_DATE -> ascending ? "task_due_asc" : "task_due_desc";
            case FOLLOW_UP_DATE -> ascending ? "task_follow_up_asc" : "task_follow_up_desc";
            case PRIORITY -> ascending ? "task_priority_asc" : "task_priority_desc";
        };
    }

    /** Returns whether the index with this key first is read from its begin to its end. */
    boolean alongIndex(TaskState state, boolean forward) {
        boolean byCreation = field == TaskQuery.SortField.CREATION_TIME;
        boolean byCompletion = field == TaskQuery.SortField.COMPLETION_TIME && state != TaskState.CREATED;
        return (ascending && (byCreation || byCompletion)) != forward;
    }

    /** Returns the value of a task: epoch milliseconds, or the priority. */
    long valueOf(Task task) {
        return switch (field) {
            case CREATION_TIME -> millis(task.creationTime());
            case COMPLETION_TIME -> millis(task.completionTime());
            case FOLLOW_UP_DATE -> millis(task.followUpDate());
            case DUE_DATE -> millis(task.dueDate());
            case PRIORITY -> task.priority();
        };
    }

    private long millis(@Nullable Instant date) {
        if (date == null) {
            return ascending ? LAST : FIRST;
        }
        return date.toEpochMilli();
    }
}
