package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How to read a page. Databases estimate how many tasks match several filters badly, and a wrong estimate reads all
 * tasks. So the first entries of each index are counted instead.
 *
 * @param driver the filter whose index is read; null to read all tasks in the order of the page
 * @param sorted whether all tasks of the filter are read and sorted, because its index has another order
 */
record TaskPlan(@Nullable TaskFilter driver, boolean sorted) {

    /** Most tasks to sort. */
    static final int MOST_SORTED = 2_000;

    // Enough to compare how dense the tasks of two filters are.
    private static final int SAMPLE = 100;

    private static final TaskPlan IN_ORDER = new TaskPlan(null, false);

    /** What was counted: the number of entries, at most the limit, and the creation times of the outermost ones. */
    private record Count(int filter, int entries, long oldest, long newest) {}

    /** Chooses the plan for the tasks after a position, or before it. */
    static TaskPlan of(
            Handle handle,
            DatabaseKind kind,
            TaskFilters filters,
            List<SortKey> keys,
            @Nullable Keyset place,
            boolean forward) {
        boolean newestFirst = SortKey.isNewestFirst(keys);
        List<TaskFilter> choice = new ArrayList<>();
        for (TaskFilter filter : filters.list()) {
            if (newestFirst ? filter.ordered() : filter.indexed()) {
                choice.add(filter);
            }
        }
        if (choice.isEmpty()) {
            return IN_ORDER;
        }
        if (!newestFirst) {
            List<Count> counts = count(handle, kind, choice, MOST_SORTED + 1, null, true);
            Count smallest = counts.stream()
                    .min((one, other) -> Integer.compare(one.entries(), other.entries()))
                    .orElseThrow();
            return smallest.entries() > MOST_SORTED ? IN_ORDER : new TaskPlan(choice.get(smallest.filter()), true);
        }
        if (choice.size() == 1) {
            return new TaskPlan(choice.get(0), false);
        }
        Count sparsest = count(handle, kind, choice, SAMPLE, place, forward).stream()
                .min((one, other) -> compareDensity(one, other, forward))
                .orElseThrow();
        return new TaskPlan(choice.get(sparsest.filter()), false);
    }

    /** The sample of a sparse index reaches further, or does not fill. */
    private static int compareDensity(Count one, Count other, boolean forward) {
        if (one.entries() < SAMPLE || other.entries() < SAMPLE) {
            return Integer.compare(one.entries(), other.entries());
        }
        return forward ? Long.compare(one.oldest(), other.oldest()) : Long.compare(other.newest(), one.newest());
    }

    private static List<Count> count(
            Handle handle,
            DatabaseKind kind,
            List<TaskFilter> choice,
            int limit,
            @Nullable Keyset place,
            boolean forward) {
        Sql sql = new Sql("");
        for (int i = 0; i < choice.size(); i++) {
            sql.add(i == 0 ? "" : " UNION ALL ")
                    .add("SELECT " + i + ", COUNT(*), MIN(p.creation_time), MAX(p.creation_time) FROM (");
            entries(sql, kind, choice.get(i), place, forward, limit);
            sql.add(") p");
        }
        return sql.query(handle)
                .map((row, context) -> new Count(row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** Adds a statement that reads the first entries of a filter. */
    private static void entries(
            Sql sql, DatabaseKind kind, TaskFilter filter, @Nullable Keyset place, boolean forward, int limit) {
        sql.add("SELECT e.creation_time FROM (");
        String union = "(";
        for (IndexRange range : filter.ranges()) {
            range.addTo(sql.add(union), kind, "d.creation_time");
            if (place != null) {
                place.addRoughly(sql, "d", forward);
            }
            if (range.ordered()) {
                range.addOrder(sql, forward);
                sql.add("d.creation_time" + SortKey.direction(!forward) + ", d.task_key" + SortKey.direction(forward));
            }
            sql.add(" LIMIT " + limit + ")");
            union = " UNION ALL (";
        }
        sql.add(") e");
        if (filter.ordered()) {
            sql.add(" ORDER BY e.creation_time" + SortKey.direction(!forward));
        }
        sql.add(" LIMIT " + limit);
    }
}
