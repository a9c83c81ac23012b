package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.HttpRun;
import dev.gatehouse.benchmarks.http.Slice;
import dev.gatehouse.benchmarks.micro.MicroRun;
import dev.gatehouse.benchmarks.profile.Profile;
import dev.gatehouse.benchmarks.profile.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures everything and writes the page about it. */
public final class Benchmarks {

    private static final String QUICK = "--quick";
    private static final int QUICK_WARM_UP = 20_000;
    private static final int WARM_UP = 150_000;

    private Benchmarks() {}

    /**
     * Measures and writes.
     *
     * @param args the file to write, and {@code --quick} for a shorter run
     */
    public static void main(String[] args) throws Exception {
        List<String> given = List.of(args);
        boolean quick = given.contains(QUICK);
        if (given.size() != (quick ? 2 : 1)) {
            throw new IllegalArgumentException("expected a file to write, and " + QUICK + " or nothing");
        }
        Path page = Path.of(given.get(given.get(0).equals(QUICK) ? 1 : 0));
        MicroRun run = quick ? new MicroRun(3, 4, 500) : new MicroRun(4, 8, 1_000);
        MicroFigures micro = MicroFigures.measure(run, !quick, System.out::println);
        Map<Workload, Profile> profiles = Profiles.measure(Duration.ofSeconds(quick ? 2 : 8));
        Map<Slice, List<Double>> http;
        try (HttpRun requests = new HttpRun(System.out::println)) {
            http = quick
                    ? requests.run(QUICK_WARM_UP, 4, Duration.ofMillis(800))
                    : requests.run(WARM_UP, 8, Duration.ofSeconds(4));
        }
        Files.writeString(page, page(micro, profiles, http, quick));
        System.out.println("written: " + page);
        Runtime.getRuntime().halt(0);
    }

    static String page(
            MicroFigures micro, Map<Workload, Profile> profiles, Map<Slice, List<Double>> http, boolean quick)
            throws IOException {
        return template()
                .replace("@machine@", Machine.describe())
                .replace("@run@", quick ? "the quick run (`--quick`)" : "the full run")
                .replace("@budgets@", Budgets.table(micro, http))
                .replace("@cold@", MicroTables.cold(micro.cold()))
                .replace(
                        "@native@",
                        micro.nativeCold().isEmpty()
                                ? "Not available on this platform.\n"
                                : MicroTables.cold(micro.nativeCold()))
                .replace("@filter@", MicroTables.filter(micro))
                .replace("@refusals@", MicroTables.refusals(micro))
                .replace("@profiles@", ProfileTables.of(profiles))
                .replace("@http@", HttpTable.of(http));
    }

    private static String template() throws IOException {
        try (InputStream in = Benchmarks.class.getResourceAsStream("performance.md")) {
            if (in == null) {
                throw new IOException("the template of the page is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
