package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.store.EngineStore;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.LoadResult;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an engine may rely on, with every database. */
interface EngineStoreContract {

    Instant T0 = TestStores.NOW;

    /** Opens a store with an empty database, with the clock at {@link TestStores#NOW}. */
    JdbcTaskStore open();

    @Test
    default void registration_needsNoModelAndCanGetItLater() {
        try (TaskStore store = open()) {
            EngineStore engine = store.engine();
            ProcessRegistration known = ProcessRegistration.of(7001, "order", 3).withName("Order");
            ProcessDefinition first = engine.register(known);
            assertEquals(3, first.version());
            assertEquals("Order", first.name());
            assertEquals(first, engine.register(known));
            assertTrue(store.bpmnXml("7001").isEmpty());
            Task bare = store.create(NewTask.of(7001, "review"));
            assertEquals("review", bare.name());
            assertNull(bare.form());

            ProcessDefinition withModel = engine.register(known.withModel(TestStores.bpmn("order", "Order")));
            assertEquals("startForm", withModel.startFormId());
            assertEquals(
                    TestStores.bpmn("order", "Order"), store.bpmnXml("7001").orElseThrow());
            Task described = store.create(NewTask.of(7001, "review"));
            assertEquals("Review it", described.name());
            assertEquals(FormLink.embedded("reviewForm"), described.form());
            assertTrue(store.form("reviewForm", "7001", null, null).isPresent());
        }
    }

    @Test
    default void sameModel_mayHaveSeveralVersionsWithTheirOwnKeys() {
        try (TaskStore store = open()) {
            String model = TestStores.bpmn("order", "Order");
            for (int version = 1; version <= 3; version++) {
                store.engine()
                        .register(ProcessRegistration.of(100L + version, "order", version)
                                .withModel(model));
            }
            assertEquals(103, store.latestDefinitions(null, null).get(0).key());
            assertEquals(102, store.create(NewTask.of(102, "review")).processDefinitionKey());
            assertEquals(4, store.deploy(ProcessDeployment.of(model)).version());
        }
    }

    @Test
    default void contradictingRegistrations_areRefused() {
        try (TaskStore store = open()) {
            EngineStore engine = store.engine();
            engine.register(ProcessRegistration.of(1, "order", 1));
            for (ProcessRegistration wrong : List.of(
                    ProcessRegistration.of(1, "other", 1),
                    ProcessRegistration.of(1, "order", 2),
                    ProcessRegistration.of(1, "order", 1).withTenant("t"),
                    ProcessRegistration.of(2, "order", 1),
                    ProcessRegistration.of(2, "other", 1).withModel(TestStores.bpmn("order", "Order")),
                    ProcessRegistration.of(2, "other", 1).withModel("<no/>"))) {
                assertThrows(IllegalArgumentException.class, () -> engine.register(wrong), wrong::toString);
            }
        }
    }

    @Test
    default void load_storesWhatCreateStores() {
        try (TaskStore created = open();
                TaskStore loaded = open()) {
            List<NewTask> tasks = tasks();
            for (TaskStore store : List.of(created, loaded)) {
                TestStores.deploy(store);
                store.setVariables(900, "<default>", Map.of("known", "1", "c", "\"outer\""));
            }
            tasks.forEach(created::create);
            assertEquals(new LoadResult(tasks.size(), 0), loaded.engine().load(tasks));
            assertEquals(describe(created), describe(loaded));
            assertEquals(new LoadResult(0, tasks.size()), loaded.engine().load(tasks));
            assertEquals(describe(created), describe(loaded));
            TaskQuery filter = TaskQuery.builder().variable("known", "1").build();
            assertEquals(ids(created, filter), ids(loaded, filter));
            assertEquals(30, ids(loaded, filter).size());
        }
    }

    private static List<NewTask> tasks() {
        List<NewTask> tasks = new ArrayList<>();
        for (long key = 1; key <= 300; key++) {
            String odd = "\"a\\\\b\\tc\\n\u00e4\ud83d\ude00\\u0000 \t\"";
            NewTask task = NewTask.of(100, List.of("review", "approve", "sign").get((int) key % 3))
                    .key(key)
                    .processInstanceKey(key % 10 == 0 ? 900 : 1000 + key / 2)
                    .creationTime(T0.plusSeconds(key))
                    .scopes(key % 7 == 0 ? List.of(5000 + key) : List.of())
                    .state(key % 5 == 4 ? TaskState.COMPLETED : key % 5 == 3 ? TaskState.CANCELED : TaskState.CREATED)
                    .localVariables(Map.of("a", Long.toString(key), "b", odd))
                    .processVariables(Map.of("c", "\"" + key / 20 + "\"", "long", "\"" + "x".repeat(9000) + "\""));
            if (key % 4 == 0) {
                task.candidateGroups("sales", "sales", "g\tb\\")
                        .candidateUsers("ann")
                        .dueDate(T0);
            }
            tasks.add(task);
        }
        return tasks;
    }

    private static List<String> describe(TaskStore store) {
        List<String> lines = new ArrayList<>();
        for (TaskHit hit : store.search(TaskQuery.builder().pageSize(1000).build())) {
            lines.add(hit.task() + " " + variables(store, hit.task()));
        }
        return lines;
    }

    private static Map<String, String> variables(TaskStore store, Task task) {
        Map<String, String> values = new TreeMap<>();
        for (Variable variable :
                store.variables(List.of(task), VariableSelection.allFull()).getOrDefault(task.key(), List.of())) {
            VariableText value = variable.value();
            values.put(variable.name(), value == null ? "draft" : value.full());
        }
        return values;
    }

    private static List<String> ids(TaskStore store, TaskQuery query) {
        return store.search(query).stream().map(hit -> hit.task().id()).toList();
    }

    @Test
    default void load_skipsKeysOfTheSameBatchAndGeneratesOthers() {
        try (TaskStore store = open()) {
            TestStores.deploy(store);
            NewTask twice = NewTask.of(100, "review").key(5);
            List<NewTask> tasks = List.of(twice, twice, NewTask.of(100, "review"), NewTask.of(100, "review"));
            assertEquals(new LoadResult(3, 1), store.engine().load(tasks));
            assertEquals(3, store.search(TaskQuery.builder().build()).size());
            // Both are in one batch.
            List<NewTask> wrong = List.of(
                    NewTask.of(100, "review").processInstanceKey(1),
                    NewTask.of(404, "review").processInstanceKey(1));
            assertThrows(IllegalArgumentException.class, () -> store.engine().load(wrong));
            assertEquals(3, store.search(TaskQuery.builder().build()).size());
        }
    }

    @Test
    default void reports_giveTheSameStateInAnyOrder() {
        try (TaskStore store = open()) {
            TestStores.deploy(store);
            Random random = new Random(12);
            for (long key = 1; key <= 40; key++) {
                long each = key;
                List<Runnable> reports = new ArrayList<>(List.of(
                        () -> store.engine().upsert(report(each, 10).assignee("ann")),
                        () -> store.engine()
                                .upsert(report(each, 20).assignee("bob").name("Second")),
                        () -> store.engine()
                                .upsert(report(each, 30).assignee("cleo").name("Third")),
                        () -> store.engine()
                                .upsert(report(each, 30).assignee("cleo").name("Third"))));
                boolean canceled = key % 2 == 0;
                if (canceled) {
                    reports.add(() -> store.engine().cancel(each, 40L, T0.plusSeconds(9)));
                    reports.add(() -> store.engine().cancel(each, 40L, T0.plusSeconds(9)));
                }
                Collections.shuffle(reports, random);
                reports.forEach(Runnable::run);
                Task task = store.find(Long.toString(key)).orElseThrow();
                if (canceled) {
                    assertEquals(TaskState.CANCELED, task.state());
                    assertEquals(T0.plusSeconds(9), task.completionTime());
                } else {
                    assertEquals("cleo Third", task.assignee() + " " + task.name());
                }
            }
        }
    }

    private static NewTask report(long key, long revision) {
        return NewTask.of(100, "review")
                .key(key)
                .processInstanceKey(10_000 + key)
                .revision(revision);
    }

    @Test
    default void report_leavesAloneWhatItDoesNotSet() {
        try (TaskStore store = open()) {
            TestStores.deploy(store);
            EngineStore engine = store.engine();
            engine.upsert(report(1, 1).candidateGroups("sales").dueDate(T0).localVariables(Map.of("a", "1")));
            store.change("1", task -> new TaskChange.Claim("ann"));
            Task task = engine.upsert(report(1, 2).localVariables(Map.of("b", "2")));
            assertEquals("ann", task.assignee());
            assertEquals(List.of("sales"), task.candidateGroups());
            assertEquals(T0, task.dueDate());
            assertEquals(Map.of("a", "1", "b", "2"), variables(store, task));
            task = engine.upsert(report(1, 3).assignee(null).dueDate(null).candidateGroups());
            assertNull(task.assignee());
            assertNull(task.candidateGroups());
            assertNull(task.dueDate());
        }
    }

    @Test
    default void finalState_isNeverLeft() {
        try (TaskStore store = open()) {
            TestStores.deploy(store);
            EngineStore engine = store.engine();
            engine.upsert(report(1, 1).localVariables(Map.of("a", "1")));
            Task completed = engine.upsert(report(1, 2)
                    .state(TaskState.COMPLETED)
                    .completionTime(T0.plusSeconds(5))
                    .processVariables(Map.of("b", "2")));
            assertEquals(TaskState.COMPLETED, completed.state());
            assertEquals(T0.plusSeconds(5), completed.completionTime());
            assertEquals(Map.of("a", "1", "b", "2"), variables(store, completed));
            assertEquals(completed, engine.upsert(report(1, 3).assignee("late")));
            assertEquals(completed, engine.cancel(1, 4L, T0).orElseThrow());
            // Without revisions the last report decides, but for final states.
            engine.upsert(NewTask.of(100, "review").key(2).assignee("ann"));
            assertEquals(
                    "bob",
                    engine.upsert(NewTask.of(100, "review").key(2).assignee("bob"))
                            .assignee());
            engine.cancel(2, null, T0);
            assertEquals(
                    TaskState.CANCELED,
                    engine.upsert(NewTask.of(100, "review").key(2)).state());
            assertThrows(IllegalArgumentException.class, () -> engine.upsert(NewTask.of(100, "review")));
        }
    }

    @Test
    default void deletion_leavesNothingBehind() {
        try (JdbcTaskStore store = open()) {
            TestStores.deploy(store);
            store.engine().load(tasks());
            store.change("1", task -> new TaskChange.SaveDrafts(Map.of("d", "1")));
            store.engine().cancel(77_777, null, T0);
            store.change("2", task -> new TaskChange.Complete(T0.plusSeconds(2), Map.of("z", "1"), true));
            assertEquals(0, store.engine().deleteEnded(T0));
            long ended = store.engine().deleteEnded(T0.plus(Duration.ofDays(1)));
            assertEquals(121, ended);
            assertEquals(0, store.engine().deleteEnded(T0.plus(Duration.ofDays(1))));
            List<Task> active = store.search(TaskQuery.builder().pageSize(1000).build()).stream()
                    .map(TaskHit::task)
                    .toList();
            assertEquals(179, active.size());
            for (Task task : active) {
                assertTrue(variables(store, task).size() >= 4, task::toString);
            }
            int deleted = 0;
            for (long instance :
                    active.stream().map(Task::processInstanceKey).distinct().toList()) {
                deleted += store.engine().deleteInstance(instance);
            }
            assertEquals(179, deleted);
            for (String table : List.of(
                    "task", "task_candidate", "task_scope", "task_match", "task_draft", "task_snapshot", "variable")) {
                assertEquals(0, count(store, table), table);
            }
            assertEquals(1, count(store, "variable_scope"), "the scope of the task that was canceled before it came");
        }
    }

    @Test
    default void setVariablesOfAnInstance_areDeletedWithIt() {
        try (JdbcTaskStore store = open()) {
            store.setVariables(800, "<default>", Map.of("a", "1"));
            assertEquals(0, store.engine().deleteInstance(800));
            assertEquals(0, count(store, "variable"));
        }
    }

    static long count(JdbcTaskStore store, String table) {
        return store.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
