package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.InvalidQueryException;
import dev.gatehouse.tasklist.store.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The position of a cursor as an SQL condition that selects the rows on one side of it, without OFFSET. The task key,
 * ascending, is always the last sort key.
 */
final class Keyset {

    private final List<SortKey> keys;
    private final long[] values;
    private final long taskKey;

    private Keyset(List<SortKey> keys, long[] values, long taskKey) {
        this.keys = keys;
        this.values = values;
        this.taskKey = taskKey;
    }

    static Keyset of(List<SortKey> keys, List<String> cursor) {
        if (cursor.size() != keys.size() + 1) {
            throw new InvalidQueryException("The cursor should have " + (keys.size() + 1) + " values.");
        }
        long[] values = new long[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(cursor.get(i));
        }
        return new Keyset(keys, values, number(cursor.get(values.length)));
    }

    static List<String> sortValues(List<SortKey> keys, Task task) {
        List<String> values = new ArrayList<>(keys.size() + 1);
        for (SortKey key : keys) {
            values.add(Long.toString(key.valueOf(task)));
        }
        values.add(task.id());
        return values;
    }

    long taskKey() {
        return taskKey;
    }

    /** Adds the condition for "strictly after" or "strictly before". */
    void addTo(Sql sql, boolean after) {
        // Repeats the first key alone: databases use an index range for it, but not for an OR.
        SortKey first = keys.get(0);
        sql.add(" AND " + first.expression() + operator(first.ascending() == after) + "= ?", values[0]);
        sql.add(" AND (");
        for (int i = 0; i < values.length; i++) {
            SortKey key = keys.get(i);
            sql.add(key.expression() + operator(key.ascending() == after) + " ? OR (", values[i]);
            sql.add(key.expression() + " = ? AND (", values[i]);
        }
        sql.add("t.task_key" + operator(after) + " ?", taskKey);
        sql.add("))".repeat(values.length)).add(")");
    }

    private static String operator(boolean greater) {
        return greater ? " >" : " <";
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidQueryException("Invalid value in the cursor: expected a number.");
        }
    }
}
