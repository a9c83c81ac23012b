package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.LoadResult;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnModel;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Inserts one task or many, in the transaction of the caller. */
final class TaskInserts {

    private final DefinitionCache definitions;
    private final TaskEvents events;
    private final Clock clock;

    TaskInserts(DefinitionCache definitions, TaskEvents events, Clock clock) {
        this.definitions = definitions;
        this.events = events;
        this.clock = clock;
    }

    /** Inserts a task, or returns the one that has its key. */
    Task create(Handle handle, NewTask given, Origin origin) {
        Optional<Task> existing = given.key() == null ? Optional.empty() : TaskRows.find(handle, given.key());
        return existing.orElseGet(() -> insert(handle, List.of(given), origin).get(0));
    }

    /** Inserts those tasks whose keys are new. */
    LoadResult load(Handle handle, List<NewTask> given) {
        List<Long> keys = new ArrayList<>();
        for (NewTask task : given) {
            if (task.key() != null) {
                keys.add(task.key());
            }
        }
        Set<Long> known = new HashSet<>(new Sql("SELECT t.task_key FROM task t WHERE ")
                .anyKey("t.task_key", keys)
                .query(handle)
                .mapTo(Long.class)
                .list());
        List<NewTask> missing = new ArrayList<>(given.size());
        for (NewTask task : given) {
            if (task.key() == null || known.add(task.key())) {
                missing.add(task);
            }
        }
        insert(handle, missing, Origin.ENGINE);
        return new LoadResult(missing.size(), given.size() - missing.size());
    }

    /** Inserts tasks whose keys are known to be new. */
    private List<Task> insert(Handle handle, List<NewTask> given, Origin origin) {
        Iterator<Long> minted = mint(handle, given);
        List<Task> tasks = new ArrayList<>(given.size());
        NewRows rows = new NewRows();
        for (NewTask each : given) {
            Task task = complete(each, definitions.get(handle, each.processDefinitionKey()), minted);
            tasks.add(task);
            rows.add(task, each);
        }
        rows.insert(handle);
        // Last, because inserting waits for a concurrent deletion of the same key, which has an event of its own.
        if (events.recording()) {
            Rows created = events.rows();
            tasks.forEach(task -> events.add(created, Kind.CREATED, origin, task, Map.of()));
            created.insert(handle);
        }
        return tasks;
    }

    private static Iterator<Long> mint(Handle handle, List<NewTask> given) {
        int missing = 0;
        for (NewTask each : given) {
            missing += (each.key() == null ? 1 : 0) + (each.processInstanceKey() == null ? 1 : 0);
        }
        return missing == 0
                ? Collections.emptyIterator()
                : DefinitionRows.mintKeys(handle, missing).iterator();
    }

    /** Completes missing values from the model. */
    private Task complete(NewTask given, DefinitionCache.Entry definition, Iterator<Long> minted) {
        ProcessDefinition process = definition.process();
        BpmnModel.UserTask element = definition.userTask(given.taskDefinitionId());
        Instant created = given.creationTime() == null ? clock.instant() : given.creationTime();
        Instant ended = given.state() == TaskState.CREATED
                ? null
                : given.completionTime() == null ? created : given.completionTime();
        return Task.builder()
                .key(given.key() == null ? minted.next() : given.key())
                .name(given.name() == null ? element.name() : given.name())
                .taskDefinitionId(given.taskDefinitionId())
                .processName(process.name() == null ? process.bpmnProcessId() : process.name())
                .bpmnProcessId(process.bpmnProcessId())
                .processDefinitionKey(process.key())
                .processInstanceKey(given.processInstanceKey() == null ? minted.next() : given.processInstanceKey())
                .state(given.state())
                .assignee(given.assignee() == null ? element.assignee() : given.assignee())
                .creationTime(Times.truncated(created))
                .completionTime(Times.truncatedOrNull(ended))
                .dueDate(Times.truncatedOrNull(given.dueDate()))
                .followUpDate(Times.truncatedOrNull(given.followUpDate()))
                .priority(given.priority() == null ? Task.DEFAULT_PRIORITY : given.priority())
                .candidateUsers(distinct(
                        given.candidateUserList() == null ? element.candidateUsers() : given.candidateUserList()))
                .candidateGroups(distinct(
                        given.candidateGroupList() == null ? element.candidateGroups() : given.candidateGroupList()))
                .form(given.form() == null ? element.form() : given.form())
                .tenantId(process.tenantId())
                .implementation(given.implementation())
                .build();
    }

    private static List<String> distinct(List<String> names) {
        return names.size() < 2 ? names : names.stream().distinct().toList();
    }

    static @Nullable Object[] values(Task task, @Nullable Long revision) {
        FormLink form = task.form() == null ? new FormLink(null, null, null, null) : task.form();
        @Nullable Long ended = Times.millisOrNull(task.completionTime());
        return new @Nullable Object[] {
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
            task.implementation().name(),
            revision
        };
    }
}
