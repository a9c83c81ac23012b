package dev.gatehouse.benchmarks.scale;

import java.util.Arrays;

/**
 * What lookups took.
 *
 * @param cpuMicros of this process' thread, per lookup
 * @param serverMicros of the store's own processes, per lookup
 * @param wallNanos of each lookup, in rising order
 */
public record Lookups(double cpuMicros, double serverMicros, long[] wallNanos) {

    /** Sorts a copy of the times. */
    public Lookups {
        wallNanos = wallNanos.clone();
        Arrays.sort(wallNanos);
    }

    /** Returns the microseconds that a share of the lookups stayed within. */
    public double wallMicros(double share) {
        return wallNanos[(int) (share * (wallNanos.length - 1))] / 1000.0;
    }
}
