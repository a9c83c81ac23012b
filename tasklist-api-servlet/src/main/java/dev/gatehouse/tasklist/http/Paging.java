package dev.gatehouse.tasklist.http;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules for sort keys, cursors and page sizes of a task search. REST and GraphQL share them.
 *
 * @since 0.1
 */
@Internal
public final class Paging {

    /** Maximum number of sort keys. */
    public static final int MAX_SORT = 8;

    private Paging() {}

    /** Direction of a sort key. */
    public enum Order {
        ASC,
        DESC
    }

    /** Names of sort keys on the wire. They differ from the names of the response fields. */
    public enum SortName {
        completionTime(SortField.COMPLETION_TIME),
        creationTime(SortField.CREATION_TIME),
        followUpDate(SortField.FOLLOW_UP_DATE),
        dueDate(SortField.DUE_DATE),
        priority(SortField.PRIORITY);

        private final SortField field;

        SortName(SortField field) {
            this.field = field;
        }

        /** Returns the field of the query. */
        public SortField field() {
            return field;
        }
    }

    public static int pageSize(@Nullable Integer size) {
        if (size == null) {
            return TaskQuery.DEFAULT_PAGE_SIZE;
        }
        if (size <= 0) {
            throw ApiProblem.badRequest("Page size should be a positive number");
        }
        if (size > TaskQuery.MAX_PAGE_SIZE) {
            throw ApiProblem.badRequest("Page size should be at most " + TaskQuery.MAX_PAGE_SIZE);
        }
        return size;
    }

    /** Reads a cursor. At most one argument may be present; an empty list is present. */
    public static TaskQuery.@Nullable Cursor cursor(
            @Nullable List<String> after,
            @Nullable List<String> afterOrEqual,
            @Nullable List<String> before,
            @Nullable List<String> beforeOrEqual) {
        List<TaskQuery.Cursor> present = new ArrayList<>(4);
        add(present, TaskQuery.Side.AFTER, after);
        add(present, TaskQuery.Side.AFTER_OR_EQUAL, afterOrEqual);
        add(present, TaskQuery.Side.BEFORE, before);
        add(present, TaskQuery.Side.BEFORE_OR_EQUAL, beforeOrEqual);
        if (present.size() > 1) {
            throw ApiProblem.badRequest("Only one of [searchAfter, searchAfterOrEqual, searchBefore,"
                    + " searchBeforeOrEqual] must be present in request.");
        }
        return present.isEmpty() ? null : present.get(0);
    }

    private static void add(List<TaskQuery.Cursor> present, TaskQuery.Side side, @Nullable List<String> values) {
        if (values != null) {
            present.add(new TaskQuery.Cursor(side, values));
        }
    }
}
