package dev.gatehouse.benchmarks.micro;

import java.util.List;

/**
 * What one benchmark measured, an element for each iteration.
 *
 * @param cpu microseconds of CPU per operation
 * @param bytes allocated bytes per operation
 */
public record Figures(List<Double> cpu, List<Double> bytes) {

    /** Copies the lists; there must be something in them. */
    public Figures {
        cpu = cpu.stream().sorted().toList();
        bytes = bytes.stream().sorted().toList();
        if (cpu.isEmpty() || bytes.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** Returns the least disturbed iteration, which is nearest to the true cost. */
    public double min() {
        return cpu.get(0);
    }

    /** Returns the iteration in the middle. */
    public double median() {
        return cpu.get(cpu.size() / 2);
    }

    /** Returns the bytes of the iteration in the middle. */
    public double allocated() {
        return bytes.get(bytes.size() / 2);
    }
}
