package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Runs all servers, gives each the same load in turn, and returns the CPU time per request by round. */
public final class HttpRun implements AutoCloseable {

    private static final Duration WARM_UP_STEP = Duration.ofMillis(500);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(40);

    private final Map<Site, ServerProcess> servers = new EnumMap<>(Site.class);
    private final Map<Slice, byte[]> requests = new EnumMap<>(Slice.class);
    private final BenchmarkKey key = BenchmarkKey.generate("RS256");
    private final Load load = new Load();
    private final Consumer<String> progress;

    /** Makes a run that tells how far it is. */
    public HttpRun(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param warmUp number of requests to each row before; code is compiled after a number of uses, not after a time
     * @param rounds how many rounds; every second one goes through the rows backwards
     * @param time how long each row gets load in each round
     * @return microseconds of CPU per request by row and round
     */
    public Map<Slice, List<Double>> run(int warmUp, int rounds, Duration time)
            throws IOException, InterruptedException, ExecutionException {
        Path file = key.write();
        for (Slice slice : Slice.values()) {
            if (!servers.containsKey(slice.site())) {
                progress.accept("starting " + slice.site());
                servers.put(slice.site(), ServerProcess.start(slice.site(), file, List.of()));
            }
            int port = server(slice).port();
            byte[] request = Visit.request(slice, port, key);
            requests.put(slice, request);
            Visit.check(slice, port, key, request);
        }
        Map<Slice, List<Double>> figures = new EnumMap<>(Slice.class);
        for (Slice slice : Slice.values()) {
            progress.accept("warming up " + slice);
            warmUp(slice, warmUp);
        }
        List<Slice> order = new ArrayList<>(List.of(Slice.values()));
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            for (Slice slice : order) {
                figures.computeIfAbsent(slice, any -> new ArrayList<>()).add(measure(slice, time));
            }
            Collections.reverse(order);
        }
        return figures;
    }

    private ServerProcess server(Slice slice) {
        ServerProcess server = servers.get(slice.site());
        if (server == null) {
            throw new IllegalStateException(slice + " is not served");
        }
        return server;
    }

    private void warmUp(Slice slice, int requestsBefore) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        long count = 0;
        while (count < requestsBefore && System.nanoTime() - end < 0) {
            count += load.run(server(slice).port(), requests.getOrDefault(slice, new byte[0]), WARM_UP_STEP);
        }
    }

    private double measure(Slice slice, Duration time) throws InterruptedException, ExecutionException {
        ServerProcess server = server(slice);
        Duration before = server.cpu();
        long count = load.run(server.port(), requests.getOrDefault(slice, new byte[0]), time);
        return server.cpu().minus(before).toNanos() / 1000.0 / Math.max(1, count);
    }

    @Override
    public void close() throws IOException {
        load.close();
        for (ServerProcess server : servers.values()) {
            server.close();
        }
    }
}
