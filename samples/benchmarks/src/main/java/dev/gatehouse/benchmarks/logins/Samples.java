package dev.gatehouse.benchmarks.logins;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What many refused logins took and how they were answered. Not thread-safe. */
public final class Samples {

    private final Map<Arm, List<Double>> wall = new EnumMap<>(Arm.class);
    private final Map<Arm, List<Double>> cpu = new EnumMap<>(Arm.class);
    private final Set<String> answers = new TreeSet<>();

    Samples() {
        for (Arm arm : Arm.values()) {
            wall.put(arm, new ArrayList<>());
            cpu.put(arm, new ArrayList<>());
        }
    }

    void add(Arm arm, double wallMicros, double cpuMicros) {
        wall(arm).add(wallMicros);
        cpu(arm).add(cpuMicros);
    }

    void answered(String answer) {
        answers.add(answer);
    }

    /** Returns the microseconds from the request to the end of its answer, as its sender sees them, in the order in which they were measured. */
    public List<Double> wall(Arm arm) {
        return wall.getOrDefault(arm, List.of());
    }

    /** Returns the microseconds of CPU that the threads of the server took. */
    public List<Double> cpu(Arm arm) {
        return cpu.getOrDefault(arm, List.of());
    }

    /** Returns the answers that differ in a byte besides the date. */
    public Set<String> answers() {
        return answers;
    }
}
