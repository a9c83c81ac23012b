package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.samples.tasklist.demo.DemoData;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private TaskStore store;

    @BeforeEach
    void load() {
        store = TaskStores.open(StoreOptions.of("jdbc:h2:mem:demo-data").withClock(CLOCK));
        DemoData.load(store, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void firstLoad_fillsEveryStateAndKind() {
        List<Task> tasks = tasks();

        assertTrue(tasks.size() >= 40, () -> tasks.size() + " tasks");
        assertTrue(count(tasks, task -> task.state() == TaskState.COMPLETED) >= 10);
        assertTrue(count(tasks, task -> task.state() == TaskState.CANCELED) >= 4);
        assertTrue(count(tasks, task -> isOpen(task) && task.assignee() == null) >= 10);
        assertTrue(count(tasks, task -> isOpen(task) && "demo".equals(task.assignee())) >= 5);
        assertTrue(count(tasks, task -> isOpen(task) && "act".equals(task.assignee())) >= 4);
        assertTrue(count(tasks, task -> task.candidateGroups() != null) >= 20);
        assertTrue(count(tasks, task -> task.candidateUsers() != null) >= 3);
        assertTrue(count(tasks, task -> isOpen(task) && before(task.dueDate())) >= 2);
        assertTrue(count(tasks, task -> task.followUpDate() != null) >= 4);
    }

    @Test
    void processes_areThereWithTwoVersionsOfOne() {
        List<ProcessDefinition> latest = store.latestDefinitions(null, null);

        assertEquals(5, latest.size());
        assertEquals(
                Optional.of(2),
                latest.stream()
                        .filter(process -> process.bpmnProcessId().equals("invoice-approval"))
                        .map(ProcessDefinition::version)
                        .findFirst());
        assertTrue(store.definition("2001").isPresent());
    }

    @Test
    void forms_areFoundForEveryTaskThatHasOne() {
        List<Task> withForm =
                tasks().stream().filter(task -> task.form() != null).toList();

        assertTrue(count(withForm, task -> Boolean.TRUE.equals(task.form().embedded())) >= 5);
        assertTrue(count(withForm, task -> Boolean.FALSE.equals(task.form().embedded())) >= 5);
        for (Task task : withForm) {
            String formId = task.form().formId();
            assertTrue(
                    store.form(formId, Long.toString(task.processDefinitionKey()), null, null)
                            .isPresent(),
                    () -> formId + " of task " + task.id());
        }
    }

    @Test
    void someVariables_areTooLongToBeShownWhole() {
        List<Task> tasks = tasks();
        long longest = store.variables(tasks, VariableSelection.all()).values().stream()
                .flatMap(List::stream)
                .filter(DemoDataTest::isLong)
                .count();

        assertTrue(longest >= 2, () -> longest + " long variables");
    }

    @Test
    void everyTask_hasVariablesUnlessItWasCanceled() {
        List<Task> tasks = tasks();
        var variables = store.variables(tasks, VariableSelection.all());

        for (Task task : tasks) {
            boolean canceled = task.state() == TaskState.CANCELED;
            assertEquals(canceled, variables.getOrDefault(task.key(), List.of()).isEmpty(), task::toString);
        }
    }

    @Test
    void loadingAgainLater_changesNothing() {
        Task claimed = tasks().stream()
                .filter(task -> isOpen(task) && task.assignee() == null)
                .findFirst()
                .orElseThrow();
        store.update(claimed.id(), details -> details.withAssignee("act"));
        List<Task> before = tasks();

        DemoData.load(store, Clock.offset(CLOCK, Duration.ofDays(3)));

        assertEquals(before, tasks());
        assertEquals(5, store.latestDefinitions(null, null).size());
    }

    /** All tasks by their keys, whatever their state. */
    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (long first = 4000; first <= 4500; first += 100) {
            for (long key = first; key < first + 50; key++) {
                store.find(Long.toString(key)).ifPresent(tasks::add);
            }
        }
        return tasks;
    }

    private static boolean isLong(Variable variable) {
        return variable.value() != null && variable.value().truncated();
    }

    private static boolean isOpen(Task task) {
        return task.state() == TaskState.CREATED;
    }

    private static boolean before(Instant due) {
        return due != null && due.isBefore(NOW);
    }

    private static long count(List<Task> tasks, Predicate<Task> filter) {
        return tasks.stream().filter(filter).count();
    }
}
