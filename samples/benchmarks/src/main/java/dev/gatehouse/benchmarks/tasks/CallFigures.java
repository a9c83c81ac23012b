package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import java.io.IOException;
import java.util.function.IntFunction;

/**
 * What one call costs.
 *
 * @param cpuMillis CPU time of the calling thread, in which H2 runs, and of the database server; the compilation of
 *     code is left out
 * @param wallMillis wall time
 * @param worstMillis wall time of the slowest call
 * @param rows tasks on the page
 * @param kiloBytes memory that the calling thread allocates
 */
record CallFigures(double cpuMillis, double wallMillis, double worstMillis, double rows, double kiloBytes) {

    private static final int WARM_UP = 30;
    private static final int CALLS = 100;

    static CallFigures measure(Database database, TaskStore store, IntFunction<TaskQuery> call) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            store.search(call.apply(CALLS + i));
        }
        long rows = 0;
        long worst = 0;
        long cpu = Machine.threadCpu() + database.serverCpu();
        long bytes = Machine.allocated();
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            long each = System.nanoTime();
            rows += store.search(call.apply(i)).size();
            worst = Math.max(worst, System.nanoTime() - each);
        }
        long wall = System.nanoTime() - begun;
        bytes = Machine.allocated() - bytes;
        cpu = Machine.threadCpu() + database.serverCpu() - cpu;
        return new CallFigures(
                cpu / 1e6 / CALLS, wall / 1e6 / CALLS, worst / 1e6, (double) rows / CALLS, bytes / 1024.0 / CALLS);
    }
}
