package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.InvalidQueryException;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    static Keyset of(List<SortKey> keys, Task task) {
        long[] values = new long[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = keys.get(i).valueOf(task);
        }
        return new Keyset(keys, values, task.key());
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

    /** The parts of what is after a position, each of which is one range of an index. */
    enum Part {
        /** Tasks with the same first sort value. */
        TIED,
        /** Tasks with a later first sort value. */
        BEYOND
    }

    /** Adds the condition for one part of "strictly after" or "strictly before" on tasks of a state. */
    void addTo(Sql sql, String task, @Nullable TaskState state, boolean after, Part part) {
        sql.add(" AND ");
        if (part == Part.BEYOND) {
            beyond(sql, task, state, keys.get(0).ascending() == after);
        } else {
            compare(sql, task, state, 0, " =");
            rest(sql.add(" AND "), task, state, 1, after);
        }
    }

    /** Adds the whole condition for "strictly after" or "strictly before" on tasks of any state. */
    void addTo(Sql sql, String task, boolean after) {
        rest(sql.add(" AND "), task, null, 0, after);
    }

    /** Adds a condition for an estimate: the first value is not on the other side of the position. */
    void addRoughly(Sql sql, String task, boolean after) {
        sql.add(" AND ");
        compare(sql, task, null, 0, operator(keys.get(0).ascending() == after) + "=");
    }

    /** Adds the condition with an inclusive bound, because H2 reads the entries at an exclusive one as well. */
    private void beyond(Sql sql, String task, @Nullable TaskState state, boolean greater) {
        if (keys.get(0).isConstant(state)) {
            compare(sql, task, state, 0, operator(greater));
        } else if (values[0] == (greater ? Long.MAX_VALUE : Long.MIN_VALUE)) {
            sql.add("1 = 0");
        } else {
            sql.add(
                    keys.get(0).expression(task, state) + operator(greater) + "= ?",
                    greater ? values[0] + 1 : values[0] - 1);
        }
    }

    private void rest(Sql sql, String task, @Nullable TaskState state, int from, boolean after) {
        for (int i = from; i < values.length; i++) {
            compare(sql.add("("), task, state, i, operator(keys.get(i).ascending() == after));
            compare(sql.add(" OR ("), task, state, i, " =");
            sql.add(" AND ");
        }
        sql.add(task + ".task_key" + operator(after) + " ?", taskKey);
        sql.add("))".repeat(values.length - from));
    }

    private void compare(Sql sql, String task, @Nullable TaskState state, int i, String operator) {
        SortKey key = keys.get(i);
        if (!key.isConstant(state)) {
            sql.add(key.expression(task, state) + operator + " ?", values[i]);
            return;
        }
        int order = Long.compare(SortKey.LAST, values[i]);
        if (operator.equals(" =") && order == 0) {
            // The value of the column, so that an index range starts at it.
            sql.add(task + ".completion_order = " + SortKey.FIRST);
        } else {
            boolean holds = operator.equals(" >") ? order > 0 : operator.equals(" <") && order < 0;
            sql.add(holds ? "1 = 1" : "1 = 0");
        }
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
