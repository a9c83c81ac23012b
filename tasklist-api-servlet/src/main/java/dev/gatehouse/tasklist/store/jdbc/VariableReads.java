package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.VariableRow.Source;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads variables of tasks. One statement each for visible variables, drafts and snapshots. */
final class VariableReads {

    private VariableReads() {}

    static Map<Long, List<Variable>> of(Handle handle, Collection<Task> tasks, VariableSelection selection) {
        List<Long> active = new ArrayList<>();
        List<Long> completed = new ArrayList<>();
        for (Task task : tasks) {
            if (task.state() == TaskState.CREATED) {
                active.add(task.key());
            } else if (task.state() == TaskState.COMPLETED) {
                completed.add(task.key());
            }
        }
        Map<Long, SortedMap<String, Variable>> found = new HashMap<>();
        if (!active.isEmpty()) {
            for (VariableRow row : visible(handle, active, selection)) {
                named(found, row).putIfAbsent(row.name(), value(row));
            }
            Sql drafts = Source.DRAFT.select(selection).anyKey("v.task_key", active);
            for (VariableRow row : VariableRow.list(handle, drafts)) {
                named(found, row).merge(row.name(), draft(row), VariableReads::withDraft);
            }
        }
        if (!completed.isEmpty()) {
            Sql snapshots = Source.SNAPSHOT.select(selection).anyKey("v.task_key", completed);
            for (VariableRow row : VariableRow.list(handle, snapshots)) {
                named(found, row).put(row.name(), value(row));
            }
        }
        Map<Long, List<Variable>> lists = new HashMap<>();
        found.forEach((key, byName) -> lists.put(key, List.copyOf(byName.values())));
        return lists;
    }

    /** Reads the visible variables, innermost scope first. The first row of a name is the visible one. */
    static List<VariableRow> visible(Handle handle, Collection<Long> tasks, VariableSelection selection) {
        return VariableRow.list(
                handle,
                Source.VISIBLE.select(selection).anyKey("s.task_key", tasks).add(" ORDER BY s.task_key, s.depth"));
    }

    static Optional<Variable> find(Handle handle, String id) {
        long owner = VariableId.owner(id);
        String name = VariableId.name(id);
        VariableSelection whole = VariableSelection.allFull();
        VariableRow runtime =
                first(handle, Source.RUNTIME.select(whole).add("v.scope_key = ? AND v.name = ?", owner, name));
        VariableRow draft =
                first(handle, Source.DRAFT.select(whole).add("v.variable_id = ? ORDER BY v.task_key LIMIT 1", id));
        if (runtime != null) {
            return Optional.of(draft == null ? value(runtime) : withDraft(value(runtime), draft(draft)));
        }
        if (draft != null) {
            return Optional.of(draft(draft));
        }
        VariableRow snapshot =
                first(handle, Source.SNAPSHOT.select(whole).add("v.task_key = ? AND v.name = ?", owner, name));
        return snapshot == null ? Optional.empty() : Optional.of(value(snapshot));
    }

    private static @Nullable VariableRow first(Handle handle, Sql sql) {
        List<VariableRow> rows = VariableRow.list(handle, sql);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private static SortedMap<String, Variable> named(Map<Long, SortedMap<String, Variable>> found, VariableRow row) {
        return found.computeIfAbsent(row.taskKey(), key -> new TreeMap<>());
    }

    private static Variable value(VariableRow row) {
        return new Variable(row.id(), row.name(), row.text(), null, row.tenantId());
    }

    private static Variable draft(VariableRow row) {
        return new Variable(row.id(), row.name(), null, row.text(), row.tenantId());
    }

    private static Variable withDraft(Variable value, Variable draft) {
        return new Variable(value.id(), value.name(), value.value(), draft.draft(), value.tenantId());
    }
}
