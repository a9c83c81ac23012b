package dev.gatehouse.benchmarks.scale;

import java.nio.file.Path;
import java.util.Map;

/** The memory of this process. */
record Heap(int sessions) implements Place {

    static Place in(Path unused) {
        return new Heap(2_000_000);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.cookie.max-sessions", Integer.toString(sessions));
    }

    @Override
    public String unit() {
        return "heap";
    }

    @Override
    public long bytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public long bytesAtRest() {
        return 0;
    }

    @Override
    public void close() {}
}
