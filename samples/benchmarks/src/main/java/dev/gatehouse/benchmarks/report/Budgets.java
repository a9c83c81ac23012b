package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.Site;
import dev.gatehouse.benchmarks.http.Slice;
import dev.gatehouse.benchmarks.http.StartUp;
import dev.gatehouse.benchmarks.micro.Figures;
import dev.gatehouse.benchmarks.token.Flaw;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares figures with the budgets of the design: the least disturbed iteration, or the median of paired rounds. */
final class Budgets {

    private static final double MECHANISMS_MICROS = 1.2;
    private static final double MECHANISMS_BYTES = 1_800;
    private static final double REMEMBERED_MICROS = 2.5;
    private static final double REMEMBERED_BYTES = 2_200;
    private static final double FIRST_RATIO = 1.15;
    private static final double FIRST_BYTES = 15_000;
    private static final double REFUSAL_MICROS = 10;
    private static final double REFUSAL_BYTES = 10_000;
    private static final double SESSION_MICROS = 3;
    private static final double SESSION_BYTES = 600;
    private static final double HTTP_BEARER_RATIO = 1.10;
    private static final double HTTP_SESSION_MICROS = 2;
    private static final double START_MILLIS = 450;
    private static final double START_MEBIBYTES = 20;
    private static final double ARCHIVED_START_MILLIS = 250;

    private final Table table = new Table("what", "budget", "measured", "");

    private Budgets() {}

    static String table(
            MicroFigures micro, Map<Site, StartUp> starts, Map<Site, StartUp> archived, Map<Slice, List<Double>> http) {
        Budgets budgets = new Budgets();
        micro.mechanisms()
                .forEach((order, figures) -> budgets.filter(
                        "remembered bearer token, its mechanisms alone (" + order + ")",
                        figures,
                        micro.header(),
                        MECHANISMS_MICROS,
                        MECHANISMS_BYTES));
        micro.warm()
                .forEach((order, figures) -> budgets.filter(
                        "remembered bearer token, whole filter (" + order + ")",
                        figures,
                        micro.direct(),
                        REMEMBERED_MICROS,
                        REMEMBERED_BYTES));
        budgets.filter(
                "session in memory, whole filter",
                micro.session(),
                micro.sessionDirect(),
                SESSION_MICROS,
                SESSION_BYTES);
        budgets.firstUse(micro.cold().getOrDefault("RS256", Map.of()));
        budgets.row("signature checks for 64 first uses at once", 1, micro.firstUses(), 0, "");
        micro.refusals().forEach(budgets::refusal);
        budgets.row("bearer over HTTP / bare", HTTP_BEARER_RATIO, HttpTable.ratio(http, Slice.GATEHOUSE_BEARER), 2, "");
        budgets.row(
                "session over HTTP - bare",
                HTTP_SESSION_MICROS,
                HttpTable.added(http, Slice.GATEHOUSE_SESSION),
                1,
                "us");
        budgets.startUp("key file", starts.get(Site.GATEHOUSE_BEARER), starts.get(Site.BARE));
        budgets.archivedStartUp("key file", archived.get(Site.GATEHOUSE_BEARER), archived.get(Site.BARE));
        budgets.startUp("keys from a URL", starts.get(Site.GATEHOUSE_FETCHED_KEYS), starts.get(Site.BARE));
        budgets.archivedStartUp("keys from a URL", archived.get(Site.GATEHOUSE_FETCHED_KEYS), archived.get(Site.BARE));
        return budgets.table.toString();
    }

    private void firstUse(Map<Variant, Figures> rs256) {
        Figures ours = rs256.get(Variant.GATEHOUSE);
        Figures floor = rs256.get(Variant.JCA);
        if (ours != null && floor != null) {
            row("first use, RS256 / raw JCA", FIRST_RATIO, ours.min() / floor.min(), 2, "");
            row("first use, RS256", FIRST_BYTES, ours.allocated(), 0, "B");
        }
    }

    private void startUp(String keys, @Nullable StartUp ours, @Nullable StartUp bare) {
        if (ours != null && bare != null) {
            row("start - bare, " + keys + ", CPU", START_MILLIS, ours.cpuMillis() - bare.cpuMillis(), 0, "ms");
            row("start - bare, " + keys + ", memory", START_MEBIBYTES, ours.mebibytes() - bare.mebibytes(), 0, "MiB");
        }
    }

    private void archivedStartUp(String keys, @Nullable StartUp ours, @Nullable StartUp bare) {
        if (ours != null && bare != null) {
            row(
                    "start - bare, " + keys + ", CPU, both with a class archive",
                    ARCHIVED_START_MILLIS,
                    ours.cpuMillis() - bare.cpuMillis(),
                    0,
                    "ms");
        }
    }

    private void refusal(Flaw flaw, Figures figures) {
        String what = "refusal: " + flaw.title();
        row(what, REFUSAL_MICROS, figures.min(), 2, "us");
        // An oversized token takes more than the budget to make, which every operation includes.
        if (flaw != Flaw.OVERSIZED) {
            row(what, REFUSAL_BYTES, figures.allocated(), 0, "B");
        }
    }

    private void filter(String what, Figures with, Figures without, double micros, double bytes) {
        row(what, micros, with.min() - without.min(), 2, "us");
        row(what, bytes, with.allocated() - without.allocated(), 0, "B");
    }

    private void row(String what, double budget, double measured, int digits, String unit) {
        table.row(
                what,
                ("<= " + Table.number(budget, digits) + " " + unit).strip(),
                (Table.number(measured, digits) + " " + unit).strip(),
                measured <= budget ? "met" : "**missed**");
    }
}
