package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A date to order tasks by. A missing date is replaced by a constant that comes last in the given direction. */
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
            case COMPLETION_TIME -> ascending ? coalesce("t.completion_time") : "t.completion_order";
            case DUE_DATE -> coalesce("t.due_date");
            case FOLLOW_UP_DATE -> coalesce("t.follow_up_date");
        };
    }

    /** Returns the value of a task in epoch milliseconds. */
    long valueOf(Task task) {
        @Nullable
        Instant date = switch (field) {
            case CREATION_TIME -> task.creationTime();
            case COMPLETION_TIME -> task.completionTime();
            case DUE_DATE -> task.dueDate();
            case FOLLOW_UP_DATE -> task.followUpDate();
        };
        return date == null ? substitute() : date.toEpochMilli();
    }

    private String coalesce(String column) {
        return "COALESCE(" + column + ", " + substitute() + ")";
    }

    private long substitute() {
        return ascending ? LAST : FIRST;
    }
}
