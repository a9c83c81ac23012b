package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.Site;
import dev.gatehouse.benchmarks.http.Slice;
import dev.gatehouse.benchmarks.http.StartUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The cost of a request over HTTP and of the start, by server. */
final class HttpTable {

    private HttpTable() {}

    static String of(Map<Slice, List<Double>> http, Map<Site, StartUp> starts, Map<Site, StartUp> archived) {
        Table table = new Table(
                "server",
                "us/request, min",
                "median",
                "above the bare servlet, median",
                "ratio, median",
                "start: ms of CPU",
                "start: MiB",
                "with class archive: ms of CPU");
        for (Slice slice : Slice.values()) {
            List<Double> cpu =
                    http.getOrDefault(slice, List.of()).stream().sorted().toList();
            table.row(
                    slice.title(),
                    Table.micros(cpu.get(0)),
                    Table.micros(cpu.get(cpu.size() / 2)),
                    Table.number(added(http, slice), 1),
                    Table.number(ratio(http, slice), 2),
                    cpuMillis(starts.get(slice.site())),
                    mebibytes(starts.get(slice.site())),
                    cpuMillis(archived.get(slice.site())));
        }
        Site fetching = Site.GATEHOUSE_FETCHED_KEYS;
        table.row(
                "Gatehouse, bearer tokens, keys from a URL",
                "",
                "",
                "",
                "",
                cpuMillis(starts.get(fetching)),
                mebibytes(starts.get(fetching)),
                cpuMillis(archived.get(fetching)));
        return table.toString();
    }

    private static String cpuMillis(@Nullable StartUp start) {
        return start == null ? "" : Table.number(start.cpuMillis(), 0);
    }

    private static String mebibytes(@Nullable StartUp start) {
        return start == null ? "" : Table.number(start.mebibytes(), 0);
    }

    /** Returns the median of the ratios to the baseline, each within one round. */
    static double ratio(Map<Slice, List<Double>> http, Slice slice) {
        return median(http, slice, (own, baseline) -> own / baseline);
    }

    /** Returns the median of the microseconds above the baseline, each within one round. */
    static double added(Map<Slice, List<Double>> http, Slice slice) {
        return median(http, slice, (own, baseline) -> own - baseline);
    }

    private static double median(Map<Slice, List<Double>> http, Slice slice, DoubleBinaryOperator compare) {
        List<Double> own = http.getOrDefault(slice, List.of());
        List<Double> baseline = http.getOrDefault(slice.baseline(), List.of());
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < own.size(); round++) {
            rounds.add(compare.applyAsDouble(own.get(round), baseline.get(round)));
        }
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }
}
