package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class TaskWritesTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final TaskStore store;

    TaskWritesTest(TestDatabase database, Postgres.Server postgres) {
        store = database.open(postgres);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void model_givesNamesFormsAndAssignments() {
        ProcessDefinition process = TestStores.deploy(store);
        assertEquals(new ProcessDefinition(100, "order", "Order", 1, Tenants.DEFAULT, "startForm", true), process);
        Task review = store.create(NewTask.of(100, "review"));
        assertEquals("Review it", review.name());
        assertEquals(FormLink.embedded("reviewForm"), review.form());
        assertEquals(TestStores.NOW, review.creationTime());
        assertNull(review.candidateGroups());
        Task approve = store.create(NewTask.of(100, "approve"));
        assertEquals(FormLink.deployed("approval", null), approve.form());
        assertEquals(List.of("sales", "legal"), approve.candidateGroups());
        assertNull(approve.candidateUsers());
        Task sign = store.create(NewTask.of(100, "sign"));
        assertEquals("sign", sign.name());
        assertEquals("boss", sign.assignee());
        assertEquals(FormLink.custom("https://forms.example.org/sign"), sign.form());
        Task unknown = store.create(NewTask.of(100, "elsewhere"));
        assertEquals("elsewhere", unknown.name());
        assertNull(unknown.form());
        for (Task task : List.of(review, approve, sign, unknown)) {
            assertEquals(task, store.find(task.id()).orElseThrow());
        }
    }

    @Test
    void changedModel_isNextVersion() {
        String first = TestStores.bpmn("order", "Order");
        String second = TestStores.bpmn("order", "Order 2");
        ProcessDefinition one = store.deploy(ProcessDeployment.of(first));
        ProcessDefinition two = store.deploy(ProcessDeployment.of(second));
        assertEquals(1, one.version());
        assertEquals(2, two.version());
        assertTrue(one.key() >= 2251799813685249L && two.key() > one.key());
        assertEquals(one, store.deploy(ProcessDeployment.of(first)));
        assertEquals(two, store.deploy(ProcessDeployment.of(second)));
        ProcessDefinition elsewhere = store.deploy(ProcessDeployment.of(first).withTenant("red"));
        assertEquals(1, elsewhere.version());
        assertEquals(first, store.bpmnXml(Long.toString(one.key())).orElseThrow());
        assertEquals(
                List.of(two, elsewhere),
                store.latestDefinitions(null, null).stream()
                        .sorted((a, b) -> Long.compare(a.key(), b.key()))
                        .toList());
        assertEquals(List.of(elsewhere), store.latestDefinitions(" ", Set.of("red")));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.deploy(
                        ProcessDeployment.of(TestStores.bpmn("x", "X")).withKey(one.key())));
    }

    @Test
    void changedForm_isNextVersion() {
        Form one = store.deploy(FormDeployment.of("f", "{}"));
        Form two = store.deploy(FormDeployment.of("f", "{\"a\":1}"));
        assertEquals(List.of(1L, 2L), List.of(one.version(), two.version()));
        assertEquals(one, store.deploy(FormDeployment.of("f", "{}")));
        assertEquals(two, store.form("f", "1", null, null).orElseThrow());
        assertEquals(one, store.form("f", "1", 1L, Set.of(Tenants.DEFAULT)).orElseThrow());
        assertTrue(store.form("f", "1", null, Set.of("red")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<a/>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
                "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>",
                "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                        + "<process id=\"p\"/></definitions>",
                "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                        + "<process isExecutable=\"true\"/></definitions>",
                "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                        + "<process id=\"p\" isExecutable=\"true\"/>"
                        + "<process id=\"q\" isExecutable=\"true\"/></definitions>"
            })
    void invalidModel_isRefused(String xml) {
        assertThrows(IllegalArgumentException.class, () -> store.deploy(ProcessDeployment.of(xml)));
        assertEquals(List.of(), store.latestDefinitions(null, null));
    }

    @Test
    void existingTaskKey_changesNothing() {
        TestStores.deploy(store);
        store.create(NewTask.of(100, "review").key(1).localVariables(Map.of("v", "1")));
        store.change("1", task -> new TaskChange.Assign("ann"));
        Task again = store.create(NewTask.of(100, "approve")
                .key(1)
                .localVariables(Map.of("v", "2"))
                .candidateGroups("new"));
        assertEquals("ann", again.assignee());
        assertEquals("review", again.taskDefinitionId());
        assertEquals("1", store.variable("1-v").orElseThrow().value().full());
        assertThrows(IllegalArgumentException.class, () -> store.create(NewTask.of(999, "review")));
        assertThrows(
                IllegalArgumentException.class, () -> NewTask.of(100, "review").key(0));
    }

    @Test
    void update_changesOnlyActiveTasks() {
        TestStores.deploy(store);
        store.create(NewTask.of(100, "approve").key(1));
        Task changed = store.update(
                        "1",
                        details -> details.withAssignee("ann")
                                .withCandidateGroups(List.of())
                                .withCandidateUsers(List.of("bob", "ann", "bob"))
                                .withDueDate(T0)
                                .withFollowUpDate(T0.plusNanos(1_999_999)))
                .orElseThrow();
        assertEquals("ann", changed.assignee());
        assertNull(changed.candidateGroups());
        assertEquals(List.of("bob", "ann"), changed.candidateUsers());
        assertEquals(T0, changed.dueDate());
        assertEquals(T0.plusMillis(1), changed.followUpDate());
        Task canceled = store.cancel("1", T0.plusSeconds(9)).orElseThrow();
        assertEquals(TaskState.CANCELED, canceled.state());
        assertEquals(T0.plusSeconds(9), canceled.completionTime());
        assertEquals(canceled, store.cancel("1", T0).orElseThrow());
        assertEquals(
                canceled,
                store.update("1", details -> details.withAssignee("bob")).orElseThrow());
        assertTrue(store.cancel("404", T0).isEmpty());
        assertTrue(store.update("x", details -> details).isEmpty());
    }

    @Test
    void throwingRule_changesNothingAndUnlocks() {
        TestStores.deploy(store);
        store.create(NewTask.of(100, "review").key(1));
        assertThrows(
                IllegalStateException.class,
                () -> store.change("1", task -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals(
                "ann",
                store.change("1", task -> new TaskChange.Assign("ann"))
                        .orElseThrow()
                        .assignee());
    }

    @Test
    void concurrentDeployments_storeEverythingOnce() throws Exception {
        TestStores.deploy(store);
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<List<Object>>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(() -> {
                    start.await();
                    return List.of(
                            store.deploy(ProcessDeployment.of(TestStores.bpmn("raced", "Raced"))),
                            store.deploy(FormDeployment.of("raced", "{}")),
                            store.create(NewTask.of(100, "review").key(7).processInstanceKey(70)));
                });
            }
            List<List<Object>> results = new ArrayList<>();
            for (Future<List<Object>> future : pool.invokeAll(work)) {
                results.add(future.get());
            }
            assertEquals(1, Set.copyOf(results).size());
        } finally {
            pool.shutdownNow();
        }
    }
}
