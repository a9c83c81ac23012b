package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.Dialect;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import dev.gatehouse.tasklist.service.VariableValidator;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two callers never both claim a task, on two nodes of one database. */
interface ClaimRaceContract {

    int THREADS = 64;
    int TASKS = 1000;

    String newDatabase();

    JdbcTaskStore open(String url);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void concurrentClaims_assignEachTaskOnce(boolean apiClients) throws Exception {
        String url = newDatabase();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (TaskStore one = open(url);
                TaskStore two = open(url)) {
            TestStores.deploy(one);
            one.engine()
                    .load(LongStream.rangeClosed(1, TASKS)
                            .mapToObj(key -> NewTask.of(100, "review").key(key))
                            .toList());
            List<TaskService> nodes = List.of(service(one), service(two));
            Map<Long, String> winners = new ConcurrentHashMap<>();
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "caller-" + i;
                TaskService node = nodes.get(i % 2);
                List<Long> order =
                        new ArrayList<>(LongStream.rangeClosed(1, TASKS).boxed().toList());
                // Neighbours run through the tasks in the same order and so meet at each of them.
                Collections.shuffle(order, new Random(i / 8));
                callers.add(() -> {
                    start.await();
                    return claim(node, requester(name, apiClients), order, winners);
                });
            }
            int claimed = 0;
            for (Future<Integer> each : pool.invokeAll(callers)) {
                claimed += each.get();
            }
            assertEquals(TASKS, claimed);
            assertEquals(TASKS, winners.size());
            for (long key = 1; key <= TASKS; key++) {
                assertEquals(
                        winners.get(key),
                        two.find(Long.toString(key)).orElseThrow().assignee());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static int claim(TaskService node, Requester who, List<Long> order, Map<Long, String> winners) {
        int claimed = 0;
        for (long key : order) {
            if (winners.containsKey(key)) {
                continue;
            }
            try {
                node.assign(who, Dialect.REST, Long.toString(key), who.userId(), false);
                claimed++;
                assertEquals(null, winners.put(key, who.userId()), "claimed twice: " + key);
            } catch (ApiProblem refused) {
                assertEquals("Task is already assigned", refused.text());
            }
        }
        return claimed;
    }

    private static Requester requester(String name, boolean apiClient) {
        return new Requester(name, name, apiClient, Set.of("READ", "WRITE"), Set.of(), Set.of());
    }

    private static TaskService service(TaskStore store) {
        return new TaskService(
                store,
                new TasklistOptions(Clock.systemUTC(), false, false, false, false, false),
                new VariableValidator(JsonMapper.builder().build()));
    }
}
