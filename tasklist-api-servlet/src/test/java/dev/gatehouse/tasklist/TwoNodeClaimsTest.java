package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.tasklist.TestServer.Client;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many callers claim the same tasks at once, over HTTP, on two nodes with one PostgreSQL. */
@ExtendWith(Postgres.class)
class TwoNodeClaimsTest {

    private static final int CALLERS = 64;
    private static final int TASKS = 1_000;
    /** How many callers want each task. */
    private static final int RIVALS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final List<TestServer> nodes = new ArrayList<>();

    /** How a task is claimed. */
    private enum Way {
        PERSON_WITH_REST {
            @Override
            Reply claim(TestServer node, String name, String task) {
                return person(node, name).patch("/v1/tasks/" + task + "/assign", "{}");
            }
        },
        PERSON_WITH_GRAPHQL {
            @Override
            Reply claim(TestServer node, String name, String task) {
                return person(node, name)
                        .graphQl("mutation($id: String!) {claimTask(taskId: $id) {id}}", "{\"id\":\"" + task + "\"}");
            }
        },
        CLIENT_WITH_REST {
            @Override
            Reply claim(TestServer node, String name, String task) {
                return node.token("worker:READ+WRITE")
                        .patch(
                                "/v1/tasks/" + task + "/assign",
                                "{\"assignee\":\"" + name + "\",\"allowOverrideAssignment\":false}");
            }
        },
        CLIENT_WITH_GRAPHQL {
            @Override
            Reply claim(TestServer node, String name, String task) {
                return node.token("worker:READ+WRITE")
                        .graphQl(
                                "mutation($id: String!, $name: String) {claimTask(taskId: $id, assignee: $name,"
                                        + " allowOverrideAssignment: false) {id}}",
                                "{\"id\":\"" + task + "\",\"name\":\"" + name + "\"}");
            }
        };

        abstract Reply claim(TestServer node, String name, String task);

        static Client person(TestServer node, String name) {
            return node.person(name + ":READ+WRITE");
        }
    }

    @BeforeEach
    void start(Postgres.Server postgres) {
        StoreOptions options = StoreOptions.of(postgres.newDatabase())
                .withUser("postgres", Secret.of("postgres"))
                // The speed of the machine must not decide whether a claim that waits is refused.
                .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1))
                .withClock(Clock.fixed(TestStores.NOW, ZoneOffset.UTC));
        for (int node = 0; node < 2; node++) {
            nodes.add(new TestServer(TaskStores.open(options), UnaryOperator.identity()));
        }
        TestStores.deploy(nodes.get(0).store);
        for (long key = 1; key <= TASKS; key++) {
            nodes.get(0).store.create(NewTask.of(100, "review").key(key));
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(TestServer::close);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void taskThatManyClaim_isClaimedOnce(Way way) throws Exception {
        Map<String, String> winners = new ConcurrentHashMap<>();
        CyclicBarrier begin = new CyclicBarrier(CALLERS);
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int me = caller;
            callers.add(() -> {
                begin.await();
                return claims(way, me, winners);
            });
        }
        int attempts = 0;
        for (Future<Integer> done : threads.invokeAll(callers)) {
            attempts += done.get();
        }
        assertEquals(TASKS * RIVALS, attempts);
        assertEquals(TASKS, winners.size());
        assertEquals(winners, assignees());
    }

    /** Claims every task that is this caller's to claim, in the order of all, and returns how many there were. */
    private int claims(Way way, int caller, Map<String, String> winners) {
        int attempts = 0;
        String name = "caller-" + caller;
        for (int task = 1; task <= TASKS; task++) {
            if (Math.floorMod(caller - task, CALLERS) % (CALLERS / RIVALS) != 0) {
                continue;
            }
            attempts++;
            String id = Integer.toString(task);
            Reply reply = way.claim(nodes.get(caller % 2), name, id);
            if (reply.status() == 200 && reply.error().isEmpty()) {
                String other = winners.putIfAbsent(id, name);
                assertEquals(null, other, "two callers claimed the task " + id);
            } else {
                assertTrue(reply.text().contains("already assigned"), reply.status() + " " + reply.text());
            }
        }
        return attempts;
    }

    private Map<String, String> assignees() {
        Map<String, String> assignees = new ConcurrentHashMap<>();
        for (int node = 0; node < 2; node++) {
            for (int task = 1; task <= TASKS; task++) {
                String id = Integer.toString(task);
                assignees.put(
                        id,
                        String.valueOf(
                                nodes.get(node).store.find(id).orElseThrow().assignee()));
            }
        }
        return assignees;
    }
}
