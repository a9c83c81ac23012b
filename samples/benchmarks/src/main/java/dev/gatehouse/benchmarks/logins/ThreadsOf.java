package dev.gatehouse.benchmarks.logins;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The CPU time of the threads whose names begin alike. */
record ThreadsOf(String prefix, long[] ids) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Finds those that there are. */
    static ThreadsOf named(String prefix) {
        return new ThreadsOf(
                prefix,
                Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                        .filter(thread ->
                                thread != null && thread.getThreadName().startsWith(prefix))
                        .mapToLong(ThreadInfo::getThreadId)
                        .toArray());
    }

    long cpuNanos() {
        long sum = 0;
        for (long id : ids) {
            sum += Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }
}
