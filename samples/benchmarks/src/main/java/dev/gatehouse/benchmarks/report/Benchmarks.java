package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.HttpRun;
import dev.gatehouse.benchmarks.http.Site;
import dev.gatehouse.benchmarks.http.Slice;
import dev.gatehouse.benchmarks.http.StartUp;
import dev.gatehouse.benchmarks.micro.MicroRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs all measurements and prints three tables: budgets, other libraries, requests over HTTP. */
public final class Benchmarks {

    private static final String QUICK = "--quick";

    private Benchmarks() {}

    /**
     * Measures and prints.
     *
     * @param args nothing, or {@code --quick} for a shorter and less accurate run
     */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).equals(List.of(QUICK));
        if (args.length > 0 && !quick) {
            throw new IllegalArgumentException("expected no argument or " + QUICK);
        }
        Consumer<String> progress = System.err::println;
        Map<Site, StartUp> starts = StartUp.measure(quick ? 1 : 5, false, progress);
        Map<Site, StartUp> archived = StartUp.measure(quick ? 1 : 5, true, progress);
        Map<Slice, List<Double>> http;
        try (HttpRun requests = new HttpRun(progress)) {
            http = quick
                    ? requests.run(20_000, 4, Duration.ofMillis(800))
                    : requests.run(150_000, 10, Duration.ofSeconds(4));
        }
        MicroRun run = quick ? new MicroRun(3, 4, 500) : new MicroRun(4, 8, 1_000);
        MicroFigures micro = MicroFigures.measure(run, !quick, progress);
        System.out.println("## Budgets\n\n" + Budgets.table(micro, starts, archived, http));
        System.out.println("## Verifying a token for the first time\n\n" + LibraryTable.of(micro));
        System.out.println("## Requests over HTTP\n\n" + HttpTable.of(http, starts, archived));
        // Servers and benchmarks leave threads that are not daemons.
        Runtime.getRuntime().halt(0);
    }
}
