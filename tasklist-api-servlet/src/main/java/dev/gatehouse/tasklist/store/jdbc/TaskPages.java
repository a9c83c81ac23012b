package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a page in their order, by one statement that reads ranges of indexes. */
final class TaskPages {

    private static final List<Keyset.Part> PARTS = List.of(Keyset.Part.values());

    private final Handle handle;
    private final DatabaseKind kind;
    private final TaskFilters filters;
    private final List<SortKey> keys;
    private final TaskPlan plan;

    TaskPages(Handle handle, DatabaseKind kind, TaskFilters filters, List<SortKey> keys, TaskPlan plan) {
        this.handle = handle;
        this.kind = kind;
        this.filters = filters;
        this.keys = keys;
        this.plan = plan;
    }

    /** Reads tasks in forward or reverse order, from a position. */
    List<Task> read(@Nullable Keyset place, boolean forward, int limit) {
        Sql sql = new Sql("SELECT t.* FROM (");
        keys(sql, place, forward, limit);
        sql.add(") p JOIN task t ON t.task_key = p.task_key ORDER BY ");
        order(sql, "p", forward);
        return TaskRows.list(handle, sql);
    }

    /** Returns whether there is a task before a position. */
    boolean isAnyBefore(Keyset place) {
        Sql sql = new Sql("");
        keys(sql, place, false, 1);
        return !sql.query(handle).map((row, context) -> row.getLong(1)).list().isEmpty();
    }

    private void keys(Sql sql, @Nullable Keyset place, boolean forward, int limit) {
        TaskFilter driver = plan.driver();
        if (driver == null) {
            inOrder(sql, place, forward, limit);
        } else if (plan.sorted()) {
            sorted(sql, driver, place, forward, limit);
        } else {
            driven(sql, driver, place, forward, limit);
        }
    }

    /** Reads the tasks of each state along the index of the order. */
    private void inOrder(Sql sql, @Nullable Keyset place, boolean forward, int limit) {
        SortKey first = keys.get(0);
        List<IndexRange> ranges = new ArrayList<>();
        for (TaskState state : filters.states()) {
            ranges.add(IndexRange.of(IndexRange.TASK, first.index(), state));
        }
        branches(sql, ranges, place, (range, part) -> {
            TaskState state = range.state();
            range.addTo(sql, kind, "d.task_key" + values(state));
            if (place != null) {
                place.addTo(sql, "d", state, forward, part);
            }
            where(sql, filters.list());
            range.addOrder(sql, first.alongIndex(state, forward));
            for (SortKey key : keys) {
                sql.add(key.order(state, forward) + ", ");
            }
            sql.add("d.task_key" + SortKey.direction(forward) + " LIMIT " + limit);
        });
        sql.add(" ORDER BY ");
        order(sql, "k", forward);
        sql.add(" LIMIT " + limit);
    }

    /** Reads the tasks of a filter along its index, which has the order of the page. */
    private void driven(Sql sql, TaskFilter driver, @Nullable Keyset place, boolean forward, int limit) {
        List<TaskFilter> others = except(driver);
        branches(sql, driver.ranges(), place, (range, part) -> {
            range.addTo(sql, kind, "d.task_key, d.creation_time AS s0");
            if (place != null) {
                place.addTo(sql, "d", null, forward, part);
            }
            if (range.table().equals(IndexRange.TASK)) {
                where(sql, others);
            } else {
                // The row of the task is read only if a filter needs it.
                where(sql, others.stream().filter(TaskFilter::keyed).toList());
                List<TaskFilter> onTasks =
                        others.stream().filter(filter -> !filter.keyed()).toList();
                if (!onTasks.isEmpty()) {
                    sql.add(" AND (SELECT");
                    conditions(sql, onTasks);
                    sql.add(" FROM task t WHERE t.task_key = d.task_key) = 1");
                }
            }
            range.addOrder(sql, forward);
            sql.add("d.creation_time" + SortKey.direction(!forward) + ", d.task_key" + SortKey.direction(forward)
                    + " LIMIT " + limit);
        });
        // A task may be in several ranges.
        sql.add(" GROUP BY k.task_key, k.s0 ORDER BY ");
        order(sql, "k", forward);
        sql.add(" LIMIT " + limit);
    }

    /** Adds a union of one statement for each range and part. */
    private void branches(
            Sql sql, List<IndexRange> ranges, @Nullable Keyset place, BiConsumer<IndexRange, Keyset.Part> branch) {
        sql.add("SELECT k.task_key");
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", k.s" + i);
        }
        sql.add(" FROM (");
        String union = "(";
        for (IndexRange range : ranges) {
            for (Keyset.Part part : place == null ? PARTS.subList(0, 1) : PARTS) {
                sql.add(union);
                branch.accept(range, part);
                union = ") UNION ALL (";
            }
        }
        sql.add(")) k");
    }

    /** Reads all tasks of a filter that has few of them, and sorts them. */
    private void sorted(Sql sql, TaskFilter driver, @Nullable Keyset place, boolean forward, int limit) {
        sql.add("SELECT t.task_key" + values(null).replace("d.", "t.") + " FROM (SELECT DISTINCT e.task_key FROM (");
        String union = "(";
        for (IndexRange range : driver.ranges()) {
            range.addTo(sql.add(union), kind, "d.task_key");
            sql.add(" LIMIT " + TaskPlan.MOST_SORTED + ")");
            union = " UNION ALL (";
        }
        sql.add(") e LIMIT " + TaskPlan.MOST_SORTED + ") k JOIN task t ON t.task_key = k.task_key WHERE 1 = 1");
        if (place != null) {
            place.addTo(sql, "t", forward);
        }
        // A range of dates may have tasks without a date, which its condition leaves out.
        conditions(sql.add(" AND"), driver.keyed() ? except(driver) : filters.list());
        sql.add(" = 1 ORDER BY ");
        for (SortKey key : keys) {
            sql.add(key.expression("t", null) + SortKey.direction(key.ascending() == forward) + ", ");
        }
        sql.add("t.task_key" + SortKey.direction(forward) + " LIMIT " + limit);
    }

    private List<TaskFilter> except(TaskFilter driver) {
        return filters.list().stream().filter(filter -> !filter.equals(driver)).toList();
    }

    /** Adds filters as conditions on the table of the range. */
    private static void where(Sql sql, List<TaskFilter> conditions) {
        conditions.forEach(filter -> filter.condition().addTo(sql, "d"));
    }

    /** Adds an expression that is 1 where filters match. A database does not look for an index for it. */
    private static void conditions(Sql sql, List<TaskFilter> conditions) {
        sql.add(" CASE WHEN 1 = 1");
        conditions.forEach(filter -> filter.condition().addTo(sql, "t"));
        sql.add(" THEN 1 END");
    }

    /** Returns the sort values as further columns. */
    private String values(@Nullable TaskState state) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            columns.append(", ")
                    .append(keys.get(i).expression("d", state))
                    .append(" AS s")
                    .append(i);
        }
        return columns.toString();
    }

    /** Adds the order of selected keys. */
    private void order(Sql sql, String selected, boolean forward) {
        for (int i = 0; i < keys.size(); i++) {
            sql.add(selected + ".s" + i + SortKey.direction(keys.get(i).ascending() == forward) + ", ");
        }
        sql.add(selected + ".task_key" + SortKey.direction(forward));
    }
}
