package dev.gatehouse.tasklist.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.http.Json;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of calls through both interfaces never leave the state machine: a task is active until it is
 * completed or canceled once, a task that has ended never changes again, and a refused call changes nothing. The seed
 * reproduces a sequence.
 */
class LifecyclePropertyTest {

    private static final TaskStore STORE = TestStores.inMemory();
    private static final int CALLS = 300;
    private static final int TASKS = 4;
    private static final List<Requester> CALLERS =
            List.of(caller("ann", false), caller("bob", false), caller("service", true), caller("robot", true));

    private static long nextKey = 1;

    private final TaskService service = new TaskService(
            STORE,
            new TasklistOptions(Clock.fixed(TestStores.NOW, ZoneOffset.UTC), false, false, false, false, false),
            new VariableValidator(Json.mapper(10_000)));

    private static Requester caller(String name, boolean apiUser) {
        return new Requester(name, name, apiUser, Set.of(), Set.of(), Set.of());
    }

    @BeforeAll
    static void deploy() {
        TestStores.deploy(STORE);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anySequence_leavesEveryTaskInALegalState(long seed) {
        Random random = new Random(seed);
        long first = nextKey;
        for (int i = 0; i < TASKS; i++) {
            STORE.create(NewTask.of(100, "review").key(nextKey++).assignee(i == 0 ? "ann" : null));
        }
        int succeeded = 0;
        for (int call = 0; call < CALLS; call++) {
            String id = Long.toString(first + random.nextInt(TASKS));
            Task before = STORE.find(id).orElseThrow();
            Requester who = CALLERS.get(random.nextInt(CALLERS.size()));
            Dialect dialect = random.nextBoolean() ? Dialect.REST : Dialect.GRAPHQL;
            String what = "seed " + seed + ", call " + call + ": ";
            // Cancellations are rare, so that there is something left to do.
            int operation = random.nextInt(40);
            boolean done = operation == 0 ? cancel(id, before) : attempt(operation % 4, who, dialect, id, random);
            Task after = STORE.find(id).orElseThrow();
            if (!done) {
                assertEquals(before, after, what + "a refused call changed the task");
            } else {
                succeeded++;
                assertLegal(before, after, who, operation == 0 ? -1 : operation % 4, what);
            }
            assertConsistent(after, what);
        }
        assertTrue(succeeded >= TASKS, "seed " + seed + " did nothing");
    }

    private static boolean cancel(String id, Task before) {
        STORE.cancel(id, TestStores.NOW);
        return before.state() == TaskState.CREATED;
    }

    /** Returns whether the call was accepted. */
    private boolean attempt(int operation, Requester who, Dialect dialect, String id, Random random) {
        try {
            switch (operation) {
                case 0 -> service.unassign(who, dialect, id);
                case 1 -> {
                    String assignee = List.of("", "ann", "bob").get(random.nextInt(3));
                    service.assign(who, dialect, id, assignee, random.nextBoolean());
                }
                case 2 -> service.saveDrafts(who, id, Map.of("d", Integer.toString(random.nextInt())));
                default -> {
                    // Half of the completions would end every task too early.
                    Map<String, String> variables = random.nextInt(8) == 0 ? Map.of("v", "1") : Map.of("v", "no JSON");
                    service.complete(who, dialect, id, variables);
                }
            }
            return true;
        } catch (ApiProblem refused) {
            assertTrue(refused.status() == 400 || refused.status() == 403, refused.text());
            return false;
        }
    }

    private static void assertLegal(Task before, Task after, Requester who, int operation, String what) {
        assertEquals(TaskState.CREATED, before.state(), what + "a task that has ended was changed");
        switch (operation) {
            case -1 -> assertEquals(TaskState.CANCELED, after.state(), what);
            case 0 -> {
                assertNotNull(before.assignee(), what);
                assertNull(after.assignee(), what);
            }
            case 1 -> {
                assertNotNull(after.assignee(), what);
                assertTrue(who.apiUser() || after.assignee().equals(who.userId()), what);
                assertTrue(who.apiUser() || before.assignee() == null, what);
            }
            case 2 -> assertEquals(before, after, what);
            default -> {
                assertEquals(TaskState.COMPLETED, after.state(), what);
                assertEquals(before.assignee(), after.assignee(), what);
                assertTrue(who.apiUser() || who.userId().equals(after.assignee()), what);
            }
        }
        if (operation >= 0 && operation <= 2) {
            assertEquals(TaskState.CREATED, after.state(), what);
        }
    }

    private void assertConsistent(Task task, String what) {
        assertEquals(task.state() == TaskState.CREATED, task.completionTime() == null, what);
        boolean drafts = service.variables(CALLERS.get(2), task.id(), VariableSelection.all()).stream()
                .anyMatch(variable -> variable.draft() != null);
        assertTrue(task.state() == TaskState.CREATED || !drafts, what + "drafts of a task that has ended");
    }
}
