package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of an index: columns that are equal to a value, the last of which is the state, and perhaps bounds of the
 * column that follows. An index without bounds continues with the creation time, newest first, and the task key.
 *
 * @param table the table of the index, which has the task key, the state and the creation time
 * @param index the name of the index
 * @param equal the columns with their values, in the order of the index
 * @param bounds conditions on the following column
 */
record IndexRange(String table, String index, List<Comparison> equal, List<Comparison> bounds) {

    static final String TASK = "task";
    static final String CANDIDATE = "task_candidate";
    static final String MATCH = "task_match";

    /** A column, an operator and the value to compare with. */
    record Comparison(String column, String operator, Object value) {
        void addTo(Sql sql) {
            sql.add("d." + column + " " + operator + " ?", value);
        }
    }

    /** Returns a range in the order of creation. */
    static IndexRange of(String table, String index, TaskState state, Comparison... equal) {
        List<Comparison> all = new ArrayList<>(List.of(equal));
        all.add(is("state", state.name()));
        return new IndexRange(table, index, List.copyOf(all), List.of());
    }

    /** Returns a range of tasks in a state, in the order of the column with the bounds. */
    static IndexRange between(String index, TaskState state, List<Comparison> bounds) {
        return new IndexRange(TASK, index, List.of(is("state", state.name())), List.copyOf(bounds));
    }

    static Comparison is(String column, Object value) {
        return new Comparison(column, "=", value);
    }

    TaskState state() {
        return TaskState.valueOf(String.valueOf(equal.get(equal.size() - 1).value()));
    }

    boolean ordered() {
        return bounds.isEmpty();
    }

    /** Starts a statement on the range, in which the table is called {@code d}. */
    void addTo(Sql sql, DatabaseKind kind, String columns) {
        sql.add("SELECT " + columns + " FROM " + table + " d" + kind.useIndex(index) + " WHERE ");
        String and = "";
        for (Comparison comparison : equal) {
            comparison.addTo(sql.add(and));
            and = " AND ";
        }
        for (Comparison comparison : bounds) {
            comparison.addTo(sql.add(and));
        }
    }

    /**
     * Starts the order of the index. The columns are constant; databases need them to see that the index has the order.
     */
    void addOrder(Sql sql, boolean forward) {
        sql.add(" ORDER BY ");
        for (Comparison comparison : equal) {
            sql.add("d." + comparison.column() + SortKey.direction(forward) + ", ");
        }
    }
}
