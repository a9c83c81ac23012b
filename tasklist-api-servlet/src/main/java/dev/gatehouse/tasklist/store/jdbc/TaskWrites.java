package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskDetails;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Creates and changes tasks. Every method runs in the transaction of its caller. */
final class TaskWrites {

    private static final String INSERT = """
            INSERT INTO task (task_key, name, element_id, process_name, bpmn_process_id, definition_key, instance_key,
                state, assignee, creation_time, completion_time, completion_order, due_date, follow_up_date,
                priority, form_key, form_id, form_version, form_embedded, tenant_id, implementation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private TaskWrites() {}

    static Optional<Task> change(Handle handle, String taskId, Function<Task, TaskChange> rule) {
        Optional<Task> locked = TaskRows.lock(handle, Keys.parse(taskId));
        if (locked.isEmpty()) {
            return locked;
        }
        Task task = locked.get();
        apply(handle, task, rule.apply(task));
        return TaskRows.find(handle, task.key());
    }

    private static void apply(Handle handle, Task task, TaskChange change) {
        if (change instanceof TaskChange.Assign assign) {
            assign(handle, task.key(), assign.assignee());
        } else if (change instanceof TaskChange.Edit edit) {
            edit(handle, task, edit.details());
        } else if (change instanceof TaskChange.Complete complete) {
            end(handle, task.key(), TaskState.COMPLETED, complete.at());
            VariableWrites.complete(handle, task, complete.variables(), complete.withDrafts());
        } else if (change instanceof TaskChange.SaveDrafts drafts) {
            VariableWrites.saveDrafts(handle, task, drafts.values());
        } else if (change instanceof TaskChange.Cancel cancel) {
            end(handle, task.key(), TaskState.CANCELED, cancel.at());
            VariableWrites.deleteDrafts(handle, task.key());
        }
    }

    static Task create(Handle handle, NewTask given, Clock clock) {
        if (given.key() != null) {
            Optional<Task> existing = TaskRows.find(handle, given.key());
            if (existing.isPresent()) {
                return existing.get();
            }
        }
        ProcessDefinition process = DefinitionRows.find(handle, given.processDefinitionKey())
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown process definition key " + given.processDefinitionKey()));
        BpmnModel.UserTask element = new BpmnReader()
                .read(DefinitionRows.xml(handle, process.key()).orElseThrow())
                .userTask(given.taskDefinitionId());
        Task task = complete(handle, given, process, element, clock);
        insert(handle, task);
        CandidateRows.insert(handle, task, task.candidateUsers(), task.candidateGroups());
        scopes(handle, task, given.scopes());
        variables(handle, task, given);
        return task;
    }

    /** Completes missing values from the model. */
    private static Task complete(
            Handle handle, NewTask given, ProcessDefinition process, BpmnModel.UserTask element, Clock clock) {
        Instant created = given.creationTime() == null ? clock.instant() : given.creationTime();
        Instant ended = given.state() == TaskState.CREATED
                ? null
                : given.completionTime() == null ? created : given.completionTime();
        return Task.builder()
                .key(given.key() == null ? DefinitionRows.mintKey(handle) : given.key())
                .name(given.name() == null ? element.name() : given.name())
                .taskDefinitionId(given.taskDefinitionId())
                .processName(process.name() == null ? process.bpmnProcessId() : process.name())
                .bpmnProcessId(process.bpmnProcessId())
                .processDefinitionKey(process.key())
                .processInstanceKey(
                        given.processInstanceKey() == null
                                ? DefinitionRows.mintKey(handle)
                                : given.processInstanceKey())
                .state(given.state())
                .assignee(given.assignee() == null ? element.assignee() : given.assignee())
                .creationTime(Times.truncated(created))
                .completionTime(Times.truncatedOrNull(ended))
                .dueDate(Times.truncatedOrNull(given.dueDate()))
                .followUpDate(Times.truncatedOrNull(given.followUpDate()))
                .priority(given.priority())
                .candidateUsers(
                        given.candidateUserList() == null ? element.candidateUsers() : given.candidateUserList())
                .candidateGroups(
                        given.candidateGroupList() == null ? element.candidateGroups() : given.candidateGroupList())
                .form(given.form() == null ? element.form() : given.form())
                .tenantId(process.tenantId())
                .implementation(given.implementation())
                .build();
    }

    private static void insert(Handle handle, Task task) {
        FormLink form = task.form() == null ? new FormLink(null, null, null, null) : task.form();
        @Nullable Long ended = Times.millisOrNull(task.completionTime());
        new Sql(INSERT)
                .add(
                        "",
                        task.key(),
                        task.name(),
                        task.taskDefinitionId(),
                        task.processName(),
                        task.bpmnProcessId(),
                        task.processDefinitionKey(),
                        task.processInstanceKey(),
                        task.state().name(),
                        task.assignee(),
                        Times.millis(task.creationTime()),
                        ended,
                        ended == null ? SortKey.FIRST : ended,
                        Times.millisOrNull(task.dueDate()),
                        Times.millisOrNull(task.followUpDate()),
                        task.priority(),
                        form.formKey(),
                        form.formId(),
                        form.version(),
                        form.embedded(),
                        task.tenantId(),
                        task.implementation().name())
                .update(handle);
    }

    private static void variables(Handle handle, Task task, NewTask given) {
        VariableWrites.replace(handle, task.processInstanceKey(), task.tenantId(), given.processVariables());
        if (task.state() == TaskState.CREATED) {
            VariableWrites.replace(handle, task.key(), task.tenantId(), given.localVariables());
            VariableWrites.lockScopes(handle, task.key());
            TaskMatches.refresh(handle, Map.of(task.key(), Times.millis(task.creationTime())));
        } else if (task.state() == TaskState.COMPLETED) {
            Map<String, String> shown = new LinkedHashMap<>(given.processVariables());
            shown.putAll(given.localVariables());
            VariableWrites.snapshot(handle, task, shown);
        }
    }

    private static void assign(Handle handle, long key, @Nullable String assignee) {
        new Sql("UPDATE task SET assignee = ? WHERE task_key = ?")
                .add("", assignee, key)
                .update(handle);
    }

    private static void edit(Handle handle, Task task, TaskDetails details) {
        new Sql("UPDATE task SET assignee = ?, due_date = ?, follow_up_date = ?, priority = ? WHERE task_key = ?")
                .add(
                        "",
                        details.assignee(),
                        Times.millisOrNull(details.dueDate()),
                        Times.millisOrNull(details.followUpDate()),
                        details.priority(),
                        task.key())
                .update(handle);
        CandidateRows.delete(handle, task.key());
        CandidateRows.insert(handle, task, details.candidateUsers(), details.candidateGroups());
    }

    private static void end(Handle handle, long key, TaskState state, Instant at) {
        VariableWrites.lockScopes(handle, key);
        long millis = Times.millis(at);
        new Sql("UPDATE task SET state = ?, completion_time = ?, completion_order = ? WHERE task_key = ?")
                .add("", state.name(), millis, millis, key)
                .update(handle);
        CandidateRows.setState(handle, key, state);
        TaskMatches.delete(handle, key);
    }

    private static void scopes(Handle handle, Task task, List<Long> between) {
        List<Long> scopes = new ArrayList<>();
        scopes.add(task.key());
        scopes.addAll(between);
        scopes.add(task.processInstanceKey());
        for (long scope : scopes.stream().sorted().toList()) {
            VariableWrites.openScope(handle, scope);
        }
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO task_scope (task_key, depth, scope_key) VALUES (?, ?, ?)");
        for (int depth = 0; depth < scopes.size(); depth++) {
            batch.bind(0, task.key()).bind(1, depth).bind(2, scopes.get(depth)).add();
        }
        batch.execute();
    }
}
