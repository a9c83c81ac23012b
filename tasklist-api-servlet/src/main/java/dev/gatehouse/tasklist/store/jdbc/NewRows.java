package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.VariableText;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of new tasks in all tables, so that many tasks need no more statements than one. Not thread-safe. */
final class NewRows {

    private final Rows tasks = new Rows(
            "task",
            "task_key",
            "name",
            "element_id",
            "process_name",
            "bpmn_process_id",
            "definition_key",
            "instance_key",
            "state",
            "assignee",
            "creation_time",
            "completion_time",
            "completion_order",
            "due_date",
            "follow_up_date",
            "priority",
            "form_key",
            "form_id",
            "form_version",
            "form_embedded",
            "tenant_id",
            "implementation",
            "revision");
    private final Rows candidates =
            new Rows("task_candidate", "task_key", "kind", "name", "place", "state", "creation_time");
    private final Rows taskScopes = new Rows("task_scope", "task_key", "depth", "scope_key");
    private final Rows snapshots = new Rows("task_snapshot", "task_key", "name", "preview", "full_text");
    // In the order of the index on digests, which are random: a page of the index is then visited once for a batch.
    private final TreeMap<UUID, List<@Nullable Object[]>> matches = new TreeMap<>();
    private final List<Active> active = new ArrayList<>();
    // Sorted, because concurrent transactions must lock scopes in the same order.
    private final Map<Long, Scope> scopes = new TreeMap<>();

    /** The new variables of a scope. */
    private record Scope(String tenantId, Map<String, String> variables) {}

    /** An active task with the scopes that it sees, innermost first. */
    private record Active(Task task, List<Long> visible) {}

    void add(Task task, NewTask given) {
        tasks.add(TaskInserts.values(task, given.revision()));
        candidates(task, CandidateRows.USER, task.candidateUsers());
        candidates(task, CandidateRows.GROUP, task.candidateGroups());
        if (task.candidateUsers() == null && task.candidateGroups() == null) {
            candidates(task, CandidateRows.NONE, List.of(""));
        }
        List<Long> visible = new ArrayList<>(given.scopes().size() + 2);
        visible.add(task.key());
        visible.addAll(given.scopes());
        visible.add(task.processInstanceKey());
        for (int depth = 0; depth < visible.size(); depth++) {
            taskScopes.add(task.key(), depth, visible.get(depth));
            scope(visible.get(depth), task);
        }
        scope(task.processInstanceKey(), task).variables().putAll(given.processVariables());
        if (task.state() == TaskState.CREATED) {
            scope(task.key(), task).variables().putAll(given.localVariables());
            active.add(new Active(task, visible));
        } else if (task.state() == TaskState.COMPLETED) {
            Map<String, String> shown = new LinkedHashMap<>(given.processVariables());
            shown.putAll(given.localVariables());
            shown.forEach((name, value) -> {
                VariableText text = VariableText.of(value);
                snapshots.add(task.key(), name, text.preview(), text.truncated() ? value : null);
                match(task, name, text.preview());
            });
        }
    }

    private Scope scope(long key, Task task) {
        return scopes.computeIfAbsent(key, missing -> new Scope(task.tenantId(), new LinkedHashMap<>()));
    }

    private void candidates(Task task, String kind, @Nullable List<String> names) {
        if (names != null) {
            for (int place = 0; place < names.size(); place++) {
                long created = Times.millis(task.creationTime());
                candidates.add(
                        task.key(), kind, names.get(place), place, task.state().name(), created);
            }
        }
    }

    private void match(Task task, String name, String preview) {
        UUID digest = TaskMatches.digest(name, preview);
        matches.computeIfAbsent(digest, first -> new ArrayList<>(1))
                .add(new @Nullable Object[] {task.key(), digest, task.state().name(), Times.millis(task.creationTime())
                });
    }

    void insert(Handle handle) {
        Set<Long> existing = new HashSet<>(VariableWrites.lockScopes(handle, scopes.keySet()));
        Rows newScopes = new Rows("variable_scope", "scope_key");
        Rows variables = new Rows("variable", "scope_key", "name", "tenant_id", "preview", "full_text");
        scopes.forEach((key, scope) -> {
            if (!existing.contains(key)) {
                newScopes.add(key);
            } else if (!scope.variables().isEmpty()) {
                VariableWrites.delete(handle, key, scope.variables().keySet());
            }
            scope.variables().forEach((name, value) -> {
                VariableText text = VariableText.of(value);
                variables.add(key, name, scope.tenantId(), text.preview(), text.truncated() ? value : null);
            });
        });
        newScopes.insert(handle);
        tasks.insert(handle);
        candidates.insert(handle);
        taskScopes.insert(handle);
        snapshots.insert(handle);
        variables.insert(handle);
        matchVariables(handle, existing);
    }

    /** Fills the table of variable filters. What existing scopes hold is read back. */
    private void matchVariables(Handle handle, Set<Long> existing) {
        Map<Long, Long> seeOthers = new TreeMap<>();
        for (Active each : active) {
            if (each.visible().stream().anyMatch(existing::contains)) {
                seeOthers.put(each.task().key(), Times.millis(each.task().creationTime()));
            } else {
                matchNewScopes(each);
            }
        }
        Rows rows = new Rows("task_match", "task_key", "digest", "state", "creation_time");
        matches.values().forEach(same -> same.forEach(rows::add));
        rows.insert(handle);
        TaskMatches.refresh(handle, seeOthers);
        scopes.forEach((key, scope) -> {
            if (existing.contains(key) && !scope.variables().isEmpty()) {
                TaskMatches.refreshScope(handle, key);
            }
        });
    }

    private void matchNewScopes(Active each) {
        Set<String> seen = new HashSet<>();
        for (long key : each.visible()) {
            scope(key, each.task()).variables().forEach((name, value) -> {
                if (seen.add(name)) {
                    match(each.task(), name, VariableText.of(value).preview());
                }
            });
        }
    }
}
