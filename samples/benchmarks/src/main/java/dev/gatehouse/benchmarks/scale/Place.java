package dev.gatehouse.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Where a store keeps its sessions during a measurement; empty when it is made. */
public interface Place extends AutoCloseable {

    /** Makes a place. */
    @FunctionalInterface
    interface Maker {
        /** Makes it, with an empty folder for what it needs. */
        Place in(Path folder) throws IOException;
    }

    /** Returns the settings by which the sessions find it. */
    Map<String, String> settings();

    /** Returns what it is that {@link #bytes()} counts. */
    String unit();

    /** Returns what the sessions take. */
    long bytes() throws IOException;

    /** Returns what the sessions take when this node has closed them and the store has tidied up; zero where nothing is left of them then. */
    default long bytesAtRest() throws IOException {
        return bytes();
    }

    /** Returns the CPU time of the store's own processes; zero where there are none. */
    default Duration serverCpu() throws IOException {
        return Duration.ZERO;
    }

    @Override
    void close() throws IOException;
}
