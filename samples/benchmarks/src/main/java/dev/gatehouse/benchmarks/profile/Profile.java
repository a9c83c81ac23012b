package dev.gatehouse.benchmarks.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where an operation's time went and who made its garbage.
 *
 * @param time shares by place; they add up to one
 * @param bytes shares of what was allocated by place; they add up to one
 */
public record Profile(Map<String, Double> time, Map<String, Double> bytes) {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final String TIME = "time";
    private static final String BYTES = "bytes";
    private static final int CELLS = 3;

    /** Samples enough for every share, however few are done in the time on a busy machine. */
    private static final int LEAST = 100_000;

    /** Copies the maps. */
    public Profile {
        time = Map.copyOf(time);
        bytes = Map.copyOf(bytes);
    }

    /**
     * Repeats an operation in a JVM of its own until it is compiled, and then for so long again while it is looked at;
     * longer where the machine is slow. What another operation had left in the compiler and in the recorder would be
     * taken for its own.
     */
    public static Profile of(Workload workload, Duration duration) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xms512m",
                        "-Xmx512m",
                        // So that the profile tells one inlined method from another.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+DebugNonSafepoints",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Profile.class.getName(),
                        workload.name(),
                        duration.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> time = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length == CELLS) {
                    (cells[0].equals(TIME) ? time : bytes).put(cells[1], Double.valueOf(cells[2]));
                }
            }
        }
        if (time.isEmpty() || bytes.isEmpty()) {
            throw new IOException("there are no samples of " + workload);
        }
        return new Profile(time, bytes);
    }

    /**
     * Looks at an operation in this JVM and prints the shares.
     *
     * @param args a {@link Workload}, and how long
     */
    public static void main(String[] args) throws Exception {
        Profile profile = here(Workload.valueOf(args[0]), Duration.parse(args[1]));
        profile.time().forEach((place, share) -> System.out.println(TIME + '\t' + place + '\t' + share));
        profile.bytes().forEach((place, share) -> System.out.println(BYTES + '\t' + place + '\t' + share));
        Runtime.getRuntime().halt(0);
    }

    static Profile here(Workload workload, Duration duration) throws Exception {
        Workload.Operation operation = workload.begin();
        repeat(operation, duration);
        Path file = Files.createTempFile("profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(Duration.ofMillis(10));
            recording.enable(ALLOCATION).with("throttle", "1000/s");
            recording.start();
            repeat(operation, duration);
            recording.stop();
            recording.dump(file);
            return read(file, Thread.currentThread().getName());
        } finally {
            Files.delete(file);
        }
    }

    private static void repeat(Workload.Operation operation, Duration duration) throws Exception {
        int odd = 0;
        long end = System.nanoTime() + duration.toNanos();
        for (long done = 0; done < LEAST || System.nanoTime() - end < 0; done += 100) {
            for (int i = 0; i < 100; i++) {
                odd += operation.perform().hashCode() & 1;
            }
        }
        if (odd < 0) {
            throw new IllegalStateException("a count of results is negative");
        }
    }

    private static Profile read(Path file, String thread) throws IOException {
        Map<String, Double> time = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            boolean sample = event.getEventType().getName().equals(SAMPLE);
            var by = sample ? event.getThread("sampledThread") : event.getThread();
            if (by != null && thread.equals(by.getJavaName())) {
                String place = Place.of(event.getStackTrace());
                (sample ? time : bytes).merge(place, sample ? 1.0 : event.getLong("weight"), Double::sum);
            }
        }
        return new Profile(shares(time), shares(bytes));
    }

    private static Map<String, Double> shares(Map<String, Double> sums) {
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new HashMap<>();
        sums.forEach((place, sum) -> shares.put(place, sum / all));
        return shares;
    }
}
