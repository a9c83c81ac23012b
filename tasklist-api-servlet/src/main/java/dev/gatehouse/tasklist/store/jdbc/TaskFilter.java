package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.List;

/**
 * One of the filters of a query, all of which must match.
 *
 * @param condition the filter as a condition on a task
 * @param keyed whether the condition uses no column of the task but its key, and the ranges are exactly its tasks
 * @param ranges the same as ranges of indexes; empty if no index has it. The ranges may overlap
 */
record TaskFilter(Condition condition, boolean keyed, List<IndexRange> ranges) {

    // A statement on more ranges takes longer to parse than to execute.
    private static final int MOST_RANGES = 100;

    /** A condition on a task. */
    interface Condition {
        /** Adds the condition; {@code task} is the alias of the table. */
        void addTo(Sql sql, String task);
    }

    /** Returns a filter without an index. */
    static TaskFilter of(Condition condition) {
        return new TaskFilter(condition, false, List.of());
    }

    boolean indexed() {
        return !ranges.isEmpty() && ranges.size() <= MOST_RANGES;
    }

    /** Returns whether its ranges are in the order of creation. */
    boolean ordered() {
        return indexed() && ranges.stream().allMatch(IndexRange::ordered);
    }
}
