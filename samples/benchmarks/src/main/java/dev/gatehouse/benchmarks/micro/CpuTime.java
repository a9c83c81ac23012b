package dev.gatehouse.benchmarks.micro;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Measures CPU time and allocated bytes of the worker threads. Wall time would include other work of the machine. */
public final class CpuTime implements InternalProfiler {

    /** The label of the microseconds of CPU per operation. */
    public static final String CPU = "cpu";

    /** The label of the bytes allocated per operation. */
    public static final String BYTES = "bytes";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpuBefore;
    private long bytesBefore;

    /** For JMH, which makes it by its name. */
    public CpuTime() {}

    @Override
    public String getDescription() {
        return "CPU time and allocation of the worker threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        cpuBefore = sum(true);
        bytesBefore = sum(false);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long operations = Math.max(1, result.getMetadata().getAllOps());
        double cpu = (sum(true) - cpuBefore) / 1000.0 / operations;
        double bytes = (double) (sum(false) - bytesBefore) / operations;
        return List.of(
                new ScalarResult(CPU, cpu, "us/op", AggregationPolicy.AVG),
                new ScalarResult(BYTES, bytes, "B/op", AggregationPolicy.AVG));
    }

    private long sum(boolean cpu) {
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-jmh-worker-")) {
                long id = thread.getThreadId();
                sum += Math.max(0, cpu ? threads.getThreadCpuTime(id) : threads.getThreadAllocatedBytes(id));
            }
        }
        return sum;
    }
}
