package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.logins.Arm;
import dev.gatehouse.benchmarks.logins.LoginRun;
import dev.gatehouse.benchmarks.logins.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/** Tells whether refused logins of known and of unknown names differ, in what they take or in what they say, and writes that into a page. */
public final class Logins {

    /** Of both comparisons together as many logins as the requirement asks of one. */
    private static final int ROUNDS = 5_000;

    private static final int NAMES = 100;
    private static final int WARM_UP = 100;
    private static final int TOLD = 100;

    private Logins() {}

    /**
     * Measures and writes.
     *
     * @param args the page, and for how many minutes at most
     */
    public static void main(String[] args) throws Exception {
        Samples samples;
        try (LoginRun run = new LoginRun(NAMES)) {
            samples = run.run(WARM_UP, ROUNDS, Duration.ofMinutes(Long.parseLong(args[1])), round -> {
                if (round % TOLD == 0) {
                    System.out.println("round " + round);
                }
            });
        }
        String block = block(samples);
        System.out.println(block);
        MeasuredBlock.write(Path.of(args[0]), "logins", block);
        Runtime.getRuntime().halt(0);
    }

    static String block(Samples samples) {
        int rounds = samples.wall(Arm.UNKNOWN).size();
        Table times = new Table("login, with a wrong password", "", "5 %", "50 %", "95 %", "99 %");
        for (Arm arm : Arm.values()) {
            row(times, arm.title(), "wall, ms", samples.wall(arm));
            row(times, "", "CPU of the server, ms", samples.cpu(arm));
        }
        Table ranks = new Table("compared", "", "P", "what chance alone gives (95 %)", "p of the rank test");
        rank(ranks, "A/A: a known user with a known user", samples, Arm.KNOWN, Arm.KNOWN_AGAIN);
        rank(ranks, "A/B: a known user with nobody", samples, Arm.KNOWN_TOO, Arm.UNKNOWN);
        return String.format(
                """
                %,d logins over HTTP with a wrong password, %,d of each of four kinds, one after the other on one connection to a Jetty; each round tries every kind once, in an order drawn by lot. The throttle is off by
                its settings, hashes are Argon2id (19 MiB, two passes), and there are 100 known and 100 unknown names of the same length. %s.

                %s
                P is the probability that a login of the second kind takes longer than one of the first, a half when there is no difference, from the Mann-Whitney U test, which supposes nothing about the distribution of times.
                What is there between known users (A/A) is noise of the machine.

                %s
                Different answers, byte for byte without the header `Date`: **%d**.
                """,
                4 * rounds,
                rounds,
                Machine.describe(),
                times,
                ranks,
                samples.answers().size());
    }

    private static void row(Table table, String who, String what, List<Double> micros) {
        double[] sorted = sorted(micros);
        table.row(who, what, millis(sorted, 0.05), millis(sorted, 0.50), millis(sorted, 0.95), millis(sorted, 0.99));
    }

    private static void rank(Table table, String what, Samples samples, Arm first, Arm second) {
        rank(table, what, "wall", samples.wall(first), samples.wall(second));
        rank(table, "", "CPU", samples.cpu(first), samples.cpu(second));
    }

    private static void rank(Table table, String what, String time, List<Double> first, List<Double> second) {
        double n = first.size();
        double m = second.size();
        SignificanceResult result = MannWhitneyUTest.withDefaults().test(sorted(second), sorted(first));
        double superiority = result.getStatistic() / (n * m);
        double spread = 1.96 * Math.sqrt((n + m + 1) / (12 * n * m));
        table.row(
                what,
                time,
                Table.number(superiority, 4),
                Table.number(0.5 - spread, 4) + " to " + Table.number(0.5 + spread, 4),
                Table.number(result.getPValue(), 3));
    }

    private static double[] sorted(List<Double> micros) {
        return micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static String millis(double[] sorted, double share) {
        return Table.number(sorted[(int) (share * (sorted.length - 1))] / 1000, 2);
    }
}
