package dev.gatehouse.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says on what was measured, without saying whose it is. */
final class Machine {

    private Machine() {}

    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " logical CPUs, " + cpu() + ", "
                + System.getProperty("os.name")
                + " " + System.getProperty("os.arch") + ", JDK " + Runtime.version() + " ("
                + System.getProperty("java.vendor") + "); load average at the end of the run "
                + Table.number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1);
    }

    private static String cpu() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8);
            return value(lines, "vendor_id") + " family " + value(lines, "cpu family") + " model "
                    + value(lines, "model");
        } catch (IOException notLinux) {
            return "CPU not told by the system";
        }
    }

    private static String value(List<String> lines, String name) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).trim().equals(name)) {
                return line.substring(colon + 1).trim();
            }
        }
        return "unknown";
    }
}
