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

    /** Returns the sort keys of a query, or the default ones. */
    static List<SortKey> of(TaskQuery query) {
        List<SortKey> keys = new ArrayList<>();
        for (TaskQuery.Sort sort : query.sort()) {
            keys.add(new SortKey(sort.field(), sort.ascending()));
        }
        if (keys.isEmpty()) {
            boolean ended = query.filter().state() == TaskState.COMPLETED
                    || query.filter().state() == TaskState.CANCELED;
            keys.add(new SortKey(
                    ended ? TaskQuery.SortField.COMPLETION_TIME : TaskQuery.SortField.CREATION_TIME, false));
        }
        return List.copyOf(keys);
    }

    /** Returns the SQL expression: a plain column where an index has it. */
    String expression() {
        return switch (field) {
            case CREATION_TIME -> "t.creation_time";
            case COMPLETION_TIME -> ascending ? "COALESCE(t.completion_time, " + LAST + ")" : "t.completion_order";
            case DUE_DATE -> ascending ? "t.due_asc" : "t.due_desc";
            case FOLLOW_UP_DATE -> ascending ? "t.follow_up_asc" : "t.follow_up_desc";
            case PRIORITY -> "t.priority";
        };
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
