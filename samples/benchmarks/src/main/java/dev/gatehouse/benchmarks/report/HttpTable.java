package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a request over HTTP costs its server. */
final class HttpTable {

    private HttpTable() {}

    static String of(Map<Slice, List<Double>> http) {
        Table table = new Table(
                "server", "us/request, min", "median", "ratio to the bare servlet, median", "range of the ratio");
        for (Slice slice : Slice.values()) {
            List<Double> cpu = sorted(http.getOrDefault(slice, List.of()));
            List<Double> ratios = sorted(ratios(http, slice));
            table.row(
                    slice.title(),
                    Table.micros(cpu.get(0)),
                    Table.micros(middle(cpu)),
                    Table.number(middle(ratios), 2),
                    Table.number(ratios.get(0), 2) + " to " + Table.number(ratios.get(ratios.size() - 1), 2));
        }
        return table.toString();
    }

    /** Returns the median of the ratios to the baseline, each within one round. */
    static double ratio(Map<Slice, List<Double>> http, Slice slice) {
        return middle(sorted(ratios(http, slice)));
    }

    private static List<Double> ratios(Map<Slice, List<Double>> http, Slice slice) {
        List<Double> own = http.getOrDefault(slice, List.of());
        List<Double> baseline = http.getOrDefault(slice.baseline(), List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < own.size(); round++) {
            ratios.add(own.get(round) / baseline.get(round));
        }
        return ratios;
    }

    private static List<Double> sorted(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }

    private static double middle(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
