package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a page of tasks with a constant number of statements, independent of the size of page and table. */
final class TaskSearch {

    private final Handle handle;
    private final DatabaseKind kind;
    private final TaskQuery query;
    private final TaskFilters filters;
    private final List<SortKey> keys;

    private TaskSearch(Handle handle, DatabaseKind kind, TaskQuery query, TaskFilters filters) {
        this.handle = handle;
        this.kind = kind;
        this.query = query;
        this.filters = filters;
        this.keys = SortKey.of(query);
    }

    static List<TaskHit> page(Handle handle, DatabaseKind kind, TaskQuery query) {
        TaskFilters filters = TaskFilters.of(query);
        TaskSearch search = new TaskSearch(handle, kind, query, filters);
        TaskQuery.@Nullable Cursor cursor = query.cursor();
        Keyset place = cursor == null ? null : Keyset.of(search.keys, cursor.values());
        if (filters.nothing()) {
            return List.of();
        }
        if (cursor == null || place == null) {
            List<Task> tasks = search.pages(null, true).read(null, true, query.pageSize());
            return search.hits(tasks, !tasks.isEmpty());
        }
        return switch (cursor.side()) {
            case AFTER -> search.after(place, false);
            case AFTER_OR_EQUAL -> search.after(place, true);
            case BEFORE -> search.before(place, false);
            case BEFORE_OR_EQUAL -> search.before(place, true);
        };
    }

    private List<TaskHit> after(Keyset place, boolean orEqual) {
        TaskPages pages = pages(place, true);
        List<Task> tasks = pages.read(place, true, query.pageSize());
        if (orEqual) {
            tasks.addAll(0, itself(place));
            if (tasks.size() > query.pageSize()) {
                tasks.remove(tasks.size() - 1);
            }
        }
        if (tasks.isEmpty()) {
            return List.of();
        }
        return hits(tasks, !pages.isAnyBefore(Keyset.of(keys, tasks.get(0))));
    }

    private List<TaskHit> before(Keyset place, boolean orEqual) {
        List<Task> tasks = pages(place, false).read(place, false, query.pageSize() + 1);
        boolean reachesStart = tasks.size() <= query.pageSize();
        if (!reachesStart) {
            tasks.remove(tasks.size() - 1);
        }
        Collections.reverse(tasks);
        if (orEqual) {
            tasks.addAll(itself(place));
        }
        if (tasks.size() > query.pageSize()) {
            tasks.remove(0);
            reachesStart = false;
        }
        return hits(tasks, reachesStart);
    }

    private TaskPages pages(@Nullable Keyset place, boolean forward) {
        TaskPlan plan = TaskPlan.of(handle, kind, filters, keys, place, forward);
        return new TaskPages(handle, kind, filters, keys, plan);
    }

    /** Returns the task of the cursor, if it still matches. */
    private List<Task> itself(Keyset place) {
        Sql sql = new Sql(TaskRows.SELECT)
                .add(" WHERE t.task_key = ? AND ", place.taskKey())
                .any(
                        "t.state",
                        filters.states().stream().map(state -> state.name()).toList());
        for (TaskFilter filter : filters.list()) {
            filter.condition().addTo(sql, "t");
        }
        return TaskRows.list(handle, sql);
    }

    /**
     * Returns the tasks as hits.
     *
     * @param first whether the first of them is the first of the whole list
     */
    private List<TaskHit> hits(List<Task> tasks, boolean first) {
        List<TaskHit> hits = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            hits.add(new TaskHit(task, Keyset.sortValues(keys, task), first && hits.isEmpty()));
        }
        return hits;
    }
}
