package dev.gatehouse.tasklist.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.tasklist.http.Json;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TaskServiceTest {

    private final TaskStore store = TestStores.inMemory();
    private final TaskService open = service(false, false);

    @BeforeEach
    void fill() {
        TestStores.deploy(store);
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order"))
                .withKey(200)
                .withTenant("red"));
        store.create(NewTask.of(100, "review").key(1));
        store.create(NewTask.of(200, "review").key(2));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private TaskService service(boolean multiTenancy, boolean restrictions) {
        TasklistOptions options = new TasklistOptions(
                Clock.fixed(TestStores.NOW, ZoneOffset.UTC), multiTenancy, restrictions, false, false);
        return new TaskService(store, options, new VariableValidator(Json.mapper(1_000)));
    }

    private static Requester person(String name, String... groups) {
        return new Requester(name, name, false, Set.of(), Set.of(groups), Set.of("red"));
    }

    private static Requester client(String name) {
        return new Requester(name, name, true, Set.of(), Set.of(), Set.of("red"));
    }

    private static void assertProblem(int status, String message, Executable work) {
        ApiProblem problem = assertThrows(ApiProblem.class, work);
        assertEquals(status + " " + message, problem.status() + " " + problem.text());
    }

    private List<String> found(TaskService service, Requester who, List<String> tenants) {
        return service.search(who, TaskQuery.builder(), tenants).stream()
                .map(hit -> hit.task().id())
                .sorted()
                .toList();
    }

    @Test
    void noMultiTenancy_ignoresRequestedTenants() {
        assertEquals(List.of("1", "2"), found(open, person("demo"), null));
        assertEquals(List.of("1", "2"), found(open, person("demo"), List.of("<default>")));
        assertEquals("2", open.get(person("demo"), "2").id());
    }

    @Test
    void multiTenancy_hidesForeignTask() {
        TaskService service = service(true, false);
        Requester red = person("demo");
        assertEquals(List.of("2"), found(service, red, null));
        assertEquals(List.of("2"), found(service, red, List.of("red", "<default>")));
        assertEquals(List.of(), found(service, red, List.of("<default>")));
        String unknown = "Task with id 1 was not found";
        assertProblem(404, unknown, () -> service.get(red, "1"));
        assertProblem(404, unknown, () -> service.assign(red, Dialect.REST, "1", null, null));
        assertProblem(404, unknown, () -> service.unassign(red, Dialect.REST, "1"));
        assertProblem(404, unknown, () -> service.complete(client("m"), Dialect.REST, "1", Map.of()));
        assertProblem(404, unknown, () -> service.saveDrafts(client("m"), "1", Map.of()));
        assertProblem(404, unknown, () -> service.variables(red, "1", VariableSelection.all()));
        store.setVariables(77, "<default>", Map.of("v", "1"));
        store.setVariables(78, "red", Map.of("v", "1"));
        assertProblem(404, "Variable with id 77-v not found.", () -> service.variable(red, "77-v"));
        assertEquals("v", service.variable(red, "78-v").name());
    }

    @Test
    void checks_runInOrderAssignmentTaskState() {
        Requester demo = person("demo");
        String foreign = "User doesn't have the permission to assign another user to this task";
        assertProblem(403, foreign, () -> open.assign(demo, Dialect.REST, "404", "other", true));
        assertProblem(400, "Assignee must be specified", () -> open.assign(client("m"), Dialect.REST, "404", "", true));
        assertProblem(
                404, "Task with id 404 was not found", () -> open.assign(demo, Dialect.GRAPHQL, "404", "other", true));
        store.cancel("1", TestStores.NOW);
        assertProblem(400, "Task is not active", () -> open.assign(demo, Dialect.REST, "1", null, true));
        assertProblem(400, "Task is not active", () -> open.complete(demo, Dialect.REST, "1", Map.of("n", "no JSON")));
    }

    @Test
    void absentOverride_isTrue() {
        assertEquals("a", open.assign(client("m"), Dialect.REST, "1", "a", null).assignee());
        assertEquals("b", open.assign(client("m"), Dialect.REST, "1", "b", null).assignee());
        assertProblem(400, "Task is already assigned", () -> open.assign(client("m"), Dialect.REST, "1", "c", false));
    }

    @Test
    void clientCompletion_keepsTaskUnassigned() {
        Task completed = open.complete(client("m"), Dialect.REST, "1", Map.of());
        assertEquals(null, completed.assignee());
        assertEquals(TestStores.NOW, completed.completionTime());
    }

    @Test
    void drafts_areCompletedByRestButNotByGraphQl() {
        int next = 30;
        for (Dialect dialect : Dialect.values()) {
            String id = Integer.toString(next++);
            store.create(NewTask.of(100, "review").key(Long.parseLong(id)).localVariables(Map.of("v", "1")));
            open.saveDrafts(client("m"), id, Map.of("v", "2"));
            open.complete(client("m"), dialect, id, Map.of());
            String value = open.variables(client("m"), id, VariableSelection.all())
                    .get(0)
                    .value()
                    .full();
            assertEquals(dialect == Dialect.REST ? "2" : "1", value);
        }
    }

    @Test
    void accessRestrictions_limitPersonToOwnAndCandidateTasks() {
        TaskService service = service(false, true);
        store.create(NewTask.of(100, "review").key(11).candidateUsers("ann"));
        store.create(NewTask.of(100, "review").key(12).candidateGroups("sales"));
        store.create(NewTask.of(100, "review").key(13).candidateUsers("ann").assignee("demo"));
        store.create(NewTask.of(100, "review").key(14).candidateUsers("ann").candidateGroups("legal"));
        assertEquals(List.of("1", "13", "2"), found(service, person("demo"), null));
        assertEquals(List.of("1", "12", "13", "2"), found(service, person("demo", "sales"), null));
        assertEquals(List.of("1", "11", "13", "14", "2"), found(service, person("ann"), null));
        assertEquals(6, found(service, client("m"), null).size());
        assertEquals(6, found(open, person("demo"), null).size());
        String refused = "User does not have permission to perform on this task.";
        for (String id : List.of("11", "12", "14")) {
            assertProblem(403, refused, () -> service.get(person("demo"), id));
            assertProblem(403, refused, () -> service.complete(person("demo"), Dialect.REST, id, Map.of()));
            assertProblem(403, refused, () -> service.saveDrafts(person("demo"), id, Map.of()));
            assertProblem(403, refused, () -> service.variables(person("demo"), id, VariableSelection.all()));
        }
        assertEquals("12", service.get(person("demo", "sales"), "12").id());
        assertEquals("13", service.get(person("demo"), "13").id());
        assertEquals("14", service.get(client("m"), "14").id());
    }

    @Test
    void concurrentClaims_haveOneWinner() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = store.create(NewTask.of(100, "review")).id();
            List<String> winners = race(
                    8,
                    name -> open.assign(person(name), Dialect.REST, id, null, true)
                            .assignee());
            assertEquals(1, winners.size(), "winners of round " + round);
            assertEquals(winners.get(0), store.find(id).orElseThrow().assignee());
        }
    }

    @Test
    void concurrentCompletions_haveOneWinner() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = store.create(NewTask.of(100, "review")).id();
            List<String> winners = race(8, name -> {
                open.complete(client(name), Dialect.REST, id, Map.of("winner", '"' + name + '"'));
                return name;
            });
            assertEquals(1, winners.size(), "winners of round " + round);
            String stored = open.variables(client("m"), id, VariableSelection.all())
                    .get(0)
                    .value()
                    .full();
            assertEquals('"' + winners.get(0) + '"', stored);
        }
    }

    @Test
    void concurrentCompletionsOfInstance_setSameVariables() throws Exception {
        for (int round = 0; round < 5; round++) {
            long instance = 9_000L + round;
            for (int i = 0; i < 8; i++) {
                store.create(NewTask.of(100, "review").key(instance * 10 + i).processInstanceKey(instance));
            }
            List<String> completed = race(8, name -> {
                int number = name.charAt(4) - '0';
                List<String> order = number % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "b", "a");
                Map<String, String> variables = new LinkedHashMap<>();
                order.forEach(variable -> variables.put(variable, "" + number));
                open.complete(client(name), Dialect.REST, "" + (instance * 10 + number), variables);
                return name;
            });
            assertEquals(8, completed.size());
            Set<String> values = new HashSet<>();
            for (String name : List.of("a", "b", "c")) {
                values.add(store.variable(instance + "-" + name)
                        .orElseThrow()
                        .value()
                        .full());
            }
            assertEquals(1, values.size(), "all three come from the last one");
        }
    }

    /** The work of one of several concurrent users. */
    private interface Attempt {
        String by(String name);
    }

    /** Starts all threads at once and returns those that were not refused. */
    private static List<String> race(int threads, Attempt attempt) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = "user" + i;
                work.add(() -> {
                    start.await();
                    return attempt.by(name);
                });
            }
            List<String> winners = new ArrayList<>();
            for (Future<String> future : pool.invokeAll(work)) {
                try {
                    winners.add(future.get());
                } catch (ExecutionException refused) {
                    assertEquals(ApiProblem.class, refused.getCause().getClass(), () -> "" + refused.getCause());
                }
            }
            return winners;
        } finally {
            pool.shutdownNow();
        }
    }
}
