package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.EngineBridgeExample.Job;
import dev.gatehouse.tasklist.EngineBridgeExample.JobGoneException;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/engine-bridge.md shows is code that is compiled and run, and it names every kind of event. */
class EngineBridgeDocTest {

    private static final Path PROJECT =
            Path.of(System.getProperty("basedir")).resolve("..").normalize();
    private static final String MARK = "<!-- example: ";

    /** An engine that remembers its calls, and in which a job can be completed once. */
    private static final class FakeEngine implements EngineBridgeExample.Engine {
        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @Override
        public void completeJob(long jobKey, Map<String, String> variables) throws JobGoneException {
            String call = "complete " + jobKey + " " + variables;
            if (calls.contains(call)) {
                throw new JobGoneException();
            }
            calls.add(call);
        }

        @Override
        public void setAssignee(long jobKey, String assignee) {
            calls.add("assign " + jobKey + " " + assignee);
        }

        @Override
        public long createInstance(long processKey, Map<String, String> variables) {
            return processKey + 1;
        }

        @Override
        public boolean deleteInstance(long instanceKey) {
            return true;
        }
    }

    @Test
    void everyExample_standsInTheFileThatItNames() throws IOException {
        List<String> page = page();
        int examples = 0;
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).startsWith(MARK)) {
                String file = page.get(i).substring(MARK.length(), page.get(i).indexOf(" -->"));
                assertEquals("```java", page.get(i + 1), "an example begins behind its mark");
                String example =
                        lines(page.subList(i + 2, page.size()).stream().takeWhile(line -> !line.equals("```")));
                String source = lines(Files.readAllLines(PROJECT.resolve(file)).stream());
                assertTrue(source.contains(example), "the example is not what stands in " + file + "\n" + example);
                examples++;
            }
        }
        assertEquals(5, examples);
    }

    private static String lines(Stream<String> lines) {
        return lines.map(String::strip).collect(Collectors.joining("\n"));
    }

    @Test
    void kinds_areListed() throws IOException {
        String page = String.join("\n", page());
        Stream.of(TaskEvent.Kind.values()).forEach(kind -> assertTrue(page.contains("`" + kind + "`"), kind::toString));
    }

    @Test
    void bridge_worksInBothDirections() throws Exception {
        try (TaskStore store = TestStores.inMemory()) {
            FakeEngine engine = new FakeEngine();
            assertNotNull(EngineBridgeExample.connect(store, engine));
            EngineBridgeExample bridge = new EngineBridgeExample(store, engine);
            bridge.onProcessDeployed(100, "order", 1, TestStores.bpmn("order", "Order"));
            Job job = new Job(1, 10, "userTask", 100, "review", 50);
            bridge.onJobCreated(job, Map.of("a", "1"));
            bridge.onJobCreated(job, Map.of("a", "1"));
            store.change("1", task -> new TaskChange.Claim("ann"));
            store.change("1", task -> new TaskChange.Complete(TestStores.NOW, Map.of("b", "2"), true));
            assertEquals("assign 1 ann", engine.calls.take());
            assertEquals("complete 1 {b=2}", engine.calls.take());
            bridge.onJobCanceled(new Job(2, 20, "userTask", 100, "review", 50), TestStores.NOW);
            bridge.onJobCreated(new Job(2, 11, "userTask", 100, "review", 50), Map.of());
            assertEquals(TaskState.CANCELED, store.find("2").orElseThrow().state());
        }
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(PROJECT.resolve("docs/engine-bridge.md"));
    }
}
