package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskDelivery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node is killed while it completes tasks: nothing that was acknowledged is lost, and no call of the listener. */
@ExtendWith(Postgres.class)
class KilledNodeTest {

    @TempDir
    Path folder;

    /** A call of the listener. */
    private record Call(long id, String kind, long task) {
        static Call parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Call(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]));
        }
    }

    @Test
    void postgres_losesNothing(Postgres.Server server) throws Exception {
        killAndCheck(server.newDatabase(), 10_000);
    }

    /** Another transaction of H2 sees a commit before it is in the file; the listener must not. */
    @Test
    void h2File_losesNothing() throws Exception {
        killAndCheck("jdbc:h2:file:" + folder.resolve("tasks"), 2_000);
    }

    private void killAndCheck(String url, int tasks) throws Exception {
        try (TaskStore store = KilledNode.open(url)) {
            TestStores.deploy(store);
            store.engine()
                    .load(LongStream.rangeClosed(1, tasks)
                            .mapToObj(key -> NewTask.of(100, "review").key(key))
                            .toList());
        }
        Path calls = folder.resolve("calls");
        Set<Long> acknowledged = runUntilKilled(url, calls, tasks);
        assertTrue(acknowledged.size() >= enough(tasks) && acknowledged.size() < tasks);

        List<Call> before = calls(calls);
        List<Call> after = new ArrayList<>();
        Set<Long> completed = new HashSet<>();
        try (TaskStore store = KilledNode.open(url)) {
            for (long key = 1; key <= tasks; key++) {
                if (store.find(Long.toString(key)).orElseThrow().state() == TaskState.COMPLETED) {
                    completed.add(key);
                }
            }
            after.addAll(rest(store));
        }
        assertTrue(completed.containsAll(acknowledged));
        assertAscending(before);
        assertAscending(after);
        Map<Long, Set<String>> kinds = new HashMap<>();
        before.forEach(call ->
                kinds.computeIfAbsent(call.task(), key -> new HashSet<>()).add(call.kind()));
        after.forEach(call ->
                kinds.computeIfAbsent(call.task(), key -> new HashSet<>()).add(call.kind()));
        completed.forEach(key -> assertEquals(Set.of("CLAIMED", "COMPLETED"), kinds.get(key), key::toString));
        kinds.forEach((key, seen) -> assertEquals(completed.contains(key), seen.contains("COMPLETED"), key::toString));
    }

    private static Set<Long> runUntilKilled(String url, Path calls, int tasks)
            throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNode.class.getName(),
                        url,
                        calls.toString(),
                        Integer.toString(tasks))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Long> acknowledged = new HashSet<>();
        try (BufferedReader output = node.inputReader(StandardCharsets.US_ASCII)) {
            String line = output.readLine();
            while (line != null) {
                if (line.matches("[0-9]+")) {
                    acknowledged.add(Long.parseLong(line));
                }
                if (acknowledged.size() == enough(tasks)) {
                    // Unlike the process, its handle leaves the output open.
                    node.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    /** Returns the number of acknowledged completions after which the node is killed. */
    private static int enough(int tasks) {
        return tasks * 2 / 5;
    }

    /** Returns the calls that were written; the kill may have cut the last line. */
    private static List<Call> calls(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Call::parse)
                .toList();
    }

    /** Delivers what the killed node left. */
    private static List<Call> rest(TaskStore store) {
        ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
        TaskDelivery delivery = store.engine()
                .listen(
                        event -> calls.add(new Call(
                                event.id(), event.kind().name(), event.task().key())),
                        DeliveryOptions.defaults().withPoll(Duration.ofMillis(20)));
        while (delivery.status().pending() > 0) {
            Thread.onSpinWait();
        }
        return List.copyOf(calls);
    }

    /** Within one process, the calls of each task are in the order of the changes. */
    private static void assertAscending(List<Call> calls) {
        Map<Long, Long> last = new HashMap<>();
        for (Call call : calls) {
            Long earlier = last.put(call.task(), call.id());
            assertTrue(earlier == null || earlier < call.id(), call::toString);
        }
    }
}
