package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.profile.Profile;
import dev.gatehouse.benchmarks.profile.Workload;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the time and the bytes of operations go. */
final class ProfileTables {

    /** What makes up less of both is summed up. */
    private static final double SMALL = 0.03;

    private ProfileTables() {}

    static String of(Map<Workload, Profile> profiles) {
        StringBuilder text = new StringBuilder();
        profiles.forEach((workload, profile) -> text.append("\n### ")
                .append(Character.toUpperCase(workload.title().charAt(0)))
                .append(workload.title().substring(1))
                .append("\n\n")
                .append(table(profile)));
        return text.toString();
    }

    private static Table table(Profile profile) {
        Table table = new Table("put down to", "time", "bytes");
        double otherTime = 0;
        double otherBytes = 0;
        for (String place : places(profile)) {
            double time = profile.time().getOrDefault(place, 0.0);
            double bytes = profile.bytes().getOrDefault(place, 0.0);
            if (time < SMALL && bytes < SMALL) {
                otherTime += time;
                otherBytes += bytes;
            } else {
                table.row(place, percent(time), percent(bytes));
            }
        }
        return table.row("all others", percent(otherTime), percent(otherBytes));
    }

    private static List<String> places(Profile profile) {
        Set<String> places = new HashSet<>(profile.time().keySet());
        places.addAll(profile.bytes().keySet());
        Comparator<String> byTime = Comparator.comparing(place -> profile.time().getOrDefault(place, 0.0));
        return places.stream()
                .sorted(byTime.reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String percent(double share) {
        return Table.number(share * 100, 0) + " %";
    }
}
