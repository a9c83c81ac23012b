package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.profile.Profile;
import dev.gatehouse.benchmarks.profile.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Looks into the operations whose figures are on a page, and writes where their time and bytes go into it. */
public final class Profiles {

    private Profiles() {}

    /**
     * Looks and writes.
     *
     * @param args the page
     */
    public static void main(String[] args) throws IOException {
        MeasuredBlock.write(Path.of(args[0]), "profiles", ProfileTables.of(measure(Duration.ofSeconds(8))));
    }

    static Map<Workload, Profile> measure(Duration duration) throws IOException {
        Map<Workload, Profile> profiles = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            System.out.println("profile: " + workload.title());
            profiles.put(workload, Profile.of(workload, duration));
        }
        return profiles;
    }
}
