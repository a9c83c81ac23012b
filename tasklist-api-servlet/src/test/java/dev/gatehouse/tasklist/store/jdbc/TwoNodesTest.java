package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on one database that start at the same time and work on the same tasks. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class TwoNodesTest {

    private static final int CALLERS = 6;
    private static final int TASKS = 40;

    private final StoreOptions options;
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private List<TaskStore> nodes = List.of();

    TwoNodesTest(TestDatabase database, Postgres.Server postgres) {
        options = database.options(postgres);
    }

    @BeforeEach
    void open() throws Exception {
        nodes = together(2, node -> TaskStores.open(options));
        TestStores.deploy(nodes.get(0));
        for (long key = 1; key <= TASKS; key++) {
            nodes.get(0)
                    .create(NewTask.of(100, "review")
                            .key(key)
                            .processInstanceKey(1_000 + key % 3)
                            .processVariables(Map.of("v", "0")));
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(TaskStore::close);
        threads.shutdownNow();
    }

    private interface Work<T> {
        T of(int index) throws Exception;
    }

    private <T> List<T> together(int count, Work<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            calls.add(() -> {
                start.await();
                return work.of(index);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(calls)) {
            results.add(result.get());
        }
        return results;
    }

    @Test
    void nodesThatStartTogether_migrateOnceAndSeeTheSame() {
        assertEquals(TASKS, nodes.get(1).search(TaskQuery.builder().build()).size());
    }

    @Test
    void claimsOfBothNodes_giveEachTaskToOneUser() throws Exception {
        AtomicInteger claimed = new AtomicInteger();
        together(CALLERS, caller -> {
            for (long key = 1; key <= TASKS; key++) {
                String me = "user-" + caller;
                boolean[] mine = new boolean[1];
                nodes.get(caller % 2).change(Long.toString(key), task -> {
                    mine[0] = task.assignee() == null;
                    return mine[0] ? new TaskChange.Assign(me) : new TaskChange.Keep();
                });
                claimed.addAndGet(mine[0] ? 1 : 0);
            }
            return caller;
        });
        assertEquals(TASKS, claimed.get());
    }

    @Test
    void completionsOfOneInstance_leaveSearchesInAgreementWithTheTasks() throws Exception {
        together(CALLERS, caller -> {
            for (long key = 1L + caller; key <= TASKS; key += CALLERS) {
                String value = Long.toString(key);
                nodes.get(caller % 2)
                        .change(value, task -> new TaskChange.Complete(TestStores.NOW, Map.of("v", value), false));
            }
            return caller;
        });
        for (long key = 1; key <= TASKS; key++) {
            List<Long> found =
                    nodes
                            .get(1)
                            .search(TaskQuery.builder()
                                    .variable("v", Long.toString(key))
                                    .build())
                            .stream()
                            .map(hit -> hit.task().key())
                            .toList();
            assertEquals(List.of(key), found);
        }
        List<Task> left = nodes
                .get(0)
                .search(TaskQuery.builder().state(TaskState.CREATED).build())
                .stream()
                .map(hit -> hit.task())
                .toList();
        assertEquals(List.of(), left);
    }
}
