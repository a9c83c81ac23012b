package dev.gatehouse.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends requests over several keep-alive connections. Each sends the next request after the last answer. */
final class Load implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    /** Returns how many requests were answered with 200; another answer ends it. */
    long run(int port, byte[] request, Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            counts.add(threads.submit(() -> send(port, request, end)));
        }
        long all = 0;
        for (Future<Long> count : counts) {
            all += count.get();
        }
        return all;
    }

    private static long send(int port, byte[] request, long end) throws IOException {
        long count = 0;
        try (Connection connection = new Connection(port)) {
            while (System.nanoTime() - end < 0) {
                int status = connection.exchange(request);
                if (status != 200) {
                    throw new IOException("answered with " + status);
                }
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
