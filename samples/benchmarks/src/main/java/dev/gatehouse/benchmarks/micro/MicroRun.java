package dev.gatehouse.benchmarks.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a benchmark in a JVM of its own and tells its figures. */
public final class MicroRun {

    private final int warmUps;
    private final int iterations;
    private final TimeValue time;

    /**
     * Makes a run.
     *
     * @param warmUps how many iterations are not counted
     * @param iterations how many are
     * @param millis how long each takes
     */
    public MicroRun(int warmUps, int iterations, int millis) {
        this.warmUps = warmUps;
        this.iterations = iterations;
        this.time = TimeValue.milliseconds(millis);
    }

    /** Runs a method of a benchmark with these parameters. */
    public Figures run(Class<?> benchmark, String method, Map<String, String> parameters) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.AverageTime)
                .forks(1)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(time)
                .addProfiler(CpuTime.class)
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        List<Double> cpu = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (RunResult run : results) {
            for (BenchmarkResult fork : run.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    iteration.getSecondaryResults().forEach((label, result) -> {
                        if (label.endsWith(CpuTime.CPU)) {
                            cpu.add(result.getScore());
                        } else if (label.endsWith(CpuTime.BYTES)) {
                            bytes.add(result.getScore());
                        }
                    });
                }
            }
        }
        return new Figures(cpu, bytes);
    }
}
