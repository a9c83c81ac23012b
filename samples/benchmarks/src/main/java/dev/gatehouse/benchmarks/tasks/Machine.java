package dev.gatehouse.benchmarks.tasks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the CPU time of this process and of the processes of a database server. */
final class Machine {

    private static final long TICK_NANOS = 10_000_000;

    private Machine() {}

    /** Returns the CPU time of this process in nanoseconds. */
    static long ownCpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Returns the CPU time of the calling thread in nanoseconds. */
    static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Returns the bytes that the calling thread has allocated. */
    static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /**
     * Returns the CPU time in nanoseconds of a process and its children, those that have ended included. Linux keeps it
     * in steps of 10 ms; on other systems it is 0.
     */
    static long cpu(long pid) {
        long sum = cpuOf(pid, true);
        for (ProcessHandle child :
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            sum += cpuOf(child.pid(), false);
        }
        return sum;
    }

    private static long cpuOf(long pid, boolean withEnded) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            // utime and stime, then those of the children that were waited for.
            long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            if (withEnded) {
                ticks += Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14));
            }
            return ticks * TICK_NANOS;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException unknown) {
            return 0;
        }
    }
}
