package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskStore;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process that claims and completes tasks until it is killed. It prints the key of each task whose completion was
 * acknowledged, and appends each call of its listener to a file.
 */
final class KilledNode {

    private static final int THREADS = 4;

    private KilledNode() {}

    public static void main(String[] arguments) throws Exception {
        TaskStore store = open(arguments[0]);
        FileChannel calls = FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        store.engine()
                .listen(
                        event -> {
                            String line = event.id() + " " + event.kind() + " "
                                    + event.task().key() + "\n";
                            calls.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                        },
                        DeliveryOptions.defaults().withPoll(Duration.ofMillis(20)));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int first = i + 1;
            int last = Integer.parseInt(arguments[2]);
            pool.execute(() -> work(store, first, last));
        }
    }

    private static void work(TaskStore store, int first, int last) {
        for (int key = first; key <= last; key += THREADS) {
            String id = Integer.toString(key);
            store.change(id, task -> new TaskChange.Claim("ann"));
            store.change(id, task -> new TaskChange.Complete(Instant.now(), Map.of("key", id), false));
            System.out.println(id);
        }
    }

    static TaskStore open(String url) {
        StoreOptions options = StoreOptions.of(url);
        return TaskStores.open(url.startsWith("jdbc:postgresql:") ? options.withUser("postgres", null) : options);
    }
}
