package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.samples.tasklist.demo.DemoData;
import dev.gatehouse.samples.tasklist.demo.DemoEngine;
import dev.gatehouse.tasklist.engine.DeleteResult;
import dev.gatehouse.tasklist.engine.StartRequest;
import dev.gatehouse.tasklist.engine.StartResult;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoEngineTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private TaskStore store;
    private DemoEngine engine;

    @BeforeEach
    void load() {
        store = TaskStores.open(StoreOptions.of("jdbc:h2:mem:demo-engine").withClock(CLOCK));
        DemoData.load(store, CLOCK);
        engine = new DemoEngine(store, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StartResult start(String process, Map<String, String> variables) {
        ProcessDefinition definition = store.latestDefinitions(null, null).stream()
                .filter(each -> each.bpmnProcessId().equals(process))
                .findFirst()
                .orElseThrow();
        return engine.start(new StartRequest(definition, variables, "demo"));
    }

    private List<Task> tasks(long instance) {
        return store
                .search(TaskQuery.builder()
                        .processInstanceKey(Long.toString(instance))
                        .build())
                .stream()
                .map(TaskHit::task)
                .toList();
    }

    @Test
    void start_storesTheFirstTaskWithItsVariables() {
        StartResult.Started started =
                assertInstanceOf(StartResult.Started.class, start("travel-request", Map.of("destination", "\"Lima\"")));

        List<Task> tasks = tasks(started.processInstanceKey());
        assertEquals(1, tasks.size());
        Task task = tasks.get(0);
        assertEquals("approve-travel", task.taskDefinitionId());
        assertEquals(NOW, task.creationTime());
        assertEquals(List.of("demo", "act"), task.candidateUsers());
        assertEquals(
                "\"Lima\"",
                store.variables(tasks, VariableSelection.all())
                        .get(task.key())
                        .get(0)
                        .value()
                        .full());
    }

    @Test
    void everyStart_isAnInstanceOfItsOwn() {
        long one = ((StartResult.Started) start("invoice-approval", Map.of())).processInstanceKey();
        long other = ((StartResult.Started) start("invoice-approval", Map.of())).processInstanceKey();

        assertEquals(1, tasks(one).size());
        assertEquals(1, tasks(other).size());
    }

    @Test
    void processWithoutAModel_isRefused() {
        store.engine().register(ProcessRegistration.of(77, "unknown-model", 1));

        assertInstanceOf(StartResult.Refused.class, start("unknown-model", Map.of()));
    }

    @Test
    void instance_isDeletedWhenItHasEnded() {
        long key = ((StartResult.Started) start("customer-complaint", Map.of())).processInstanceKey();
        assertInstanceOf(DeleteResult.Refused.class, engine.delete(key));

        store.change(Long.toString(tasks(key).get(0).key()), task -> new TaskChange.Cancel(NOW));

        assertInstanceOf(DeleteResult.Deleted.class, engine.delete(key));
        assertInstanceOf(DeleteResult.NotFound.class, engine.delete(4711));
    }
}
