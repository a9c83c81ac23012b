package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a page of tasks with a constant number of statements, independent of the size of page and table. */
final class TaskSearch {

    private final Handle handle;
    private final TaskQuery query;
    private final List<SortKey> keys;

    private TaskSearch(Handle handle, TaskQuery query) {
        this.handle = handle;
        this.query = query;
        this.keys = SortKey.of(query);
    }

    static List<TaskHit> page(Handle handle, TaskQuery query) {
        TaskSearch search = new TaskSearch(handle, query);
        TaskQuery.@Nullable Cursor cursor = query.cursor();
        if (cursor == null) {
            List<Task> tasks = search.read(null, true, query.pageSize());
            return search.hits(tasks, tasks.isEmpty() ? null : tasks.get(0));
        }
        Keyset place = Keyset.of(search.keys, cursor.values());
        return switch (cursor.side()) {
            case AFTER -> search.after(place, false);
            case AFTER_OR_EQUAL -> search.after(place, true);
            case BEFORE -> search.before(place, false);
            case BEFORE_OR_EQUAL -> search.before(place, true);
        };
    }

    private List<TaskHit> after(Keyset place, boolean orEqual) {
        List<Task> tasks = read(place, true, query.pageSize());
        if (orEqual) {
            tasks.addAll(0, itself(place));
            if (tasks.size() > query.pageSize()) {
                tasks.remove(tasks.size() - 1);
            }
        }
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<Task> veryFirst = read(null, true, 1);
        return hits(tasks, veryFirst.isEmpty() ? null : veryFirst.get(0));
    }

    private List<TaskHit> before(Keyset place, boolean orEqual) {
        List<Task> tasks = read(place, false, query.pageSize() + 1);
        boolean reachesStart = tasks.size() <= query.pageSize();
        if (!reachesStart) {
            tasks.remove(tasks.size() - 1);
        }
        Collections.reverse(tasks);
        if (orEqual) {
            tasks.addAll(itself(place));
        }
        Task veryFirst = reachesStart && !tasks.isEmpty() ? tasks.get(0) : null;
        if (tasks.size() > query.pageSize()) {
            tasks.remove(0);
        }
        return hits(tasks, veryFirst);
    }

    /** Reads tasks in forward or reverse order, from a position. */
    private List<Task> read(@Nullable Keyset place, boolean forward, int limit) {
        Sql sql = new Sql(TaskRows.SELECT);
        TaskConditions.addTo(sql, query);
        if (place != null) {
            place.addTo(sql, forward);
        }
        sql.add(" ORDER BY ");
        if (query.filter().state() != null) {
            // Constant for all rows; included so that the database uses an index that starts with the state.
            sql.add("t.state" + direction(forward) + ", ");
        }
        for (SortKey key : keys) {
            sql.add(key.expression() + direction(key.ascending() == forward) + ", ");
        }
        sql.add("t.task_key" + direction(forward)).add(" LIMIT ?", limit);
        return new ArrayList<>(TaskRows.list(handle, sql));
    }

    /** Returns the task of the cursor, if it still matches. */
    private List<Task> itself(Keyset place) {
        Sql sql = new Sql(TaskRows.SELECT);
        TaskConditions.addTo(sql, query);
        return TaskRows.list(handle, sql.add(" AND t.task_key = ?", place.taskKey()));
    }

    private List<TaskHit> hits(List<Task> tasks, @Nullable Task veryFirst) {
        List<TaskHit> hits = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            boolean first = hits.isEmpty() && veryFirst != null && veryFirst.key() == task.key();
            hits.add(new TaskHit(task, Keyset.sortValues(keys, task), first));
        }
        return hits;
    }

    private static String direction(boolean ascending) {
        return ascending ? " ASC" : " DESC";
    }
}
