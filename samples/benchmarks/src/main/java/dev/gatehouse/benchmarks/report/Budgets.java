package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.http.Slice;
import dev.gatehouse.benchmarks.micro.Figures;
import dev.gatehouse.benchmarks.token.Flaw;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.List;
import java.util.Map;

/** Holds figures against what was promised. Each is the least disturbed iteration, or the median of ratios. */
final class Budgets {

    private static final double WARM_MICROS = 2.5;
    private static final double WARM_BYTES = 1_000;
    private static final double COLD_RATIO = 1.15;
    private static final double COLD_BYTES = 15_000;
    private static final double REFUSAL_MICROS = 3;
    private static final double SESSION_MICROS = 3;
    private static final double SESSION_BYTES = 600;
    private static final double HTTP_RATIO = 1.10;

    private final Table table = new Table("what", "budget", "measured", "");

    private Budgets() {}

    static String table(MicroFigures micro, Map<Slice, List<Double>> http) {
        Budgets budgets = new Budgets();
        budgets.filter("bearer token seen before, whole filter", micro.warm(), micro.direct(), WARM_MICROS, WARM_BYTES);
        Map<Variant, Figures> rs256 = micro.cold().getOrDefault("RS256", Map.of());
        Figures ours = rs256.get(Variant.GATEHOUSE);
        Figures floor = rs256.get(Variant.JCA);
        if (ours != null && floor != null) {
            double ratio = ours.min() / floor.min();
            budgets.row(
                    "first check, RS256, all claims",
                    "1.15 x raw JCA",
                    Table.number(ratio, 2) + " x",
                    ratio <= COLD_RATIO);
            budgets.bytes("the same", ours.allocated(), COLD_BYTES);
        }
        micro.refusals().forEach((flaw, figures) -> budgets.refusal(flaw, figures));
        budgets.row("signature checks of 64 first uses at once", "1", micro.firstUses(), micro.firstUses() == 1);
        budgets.filter(
                "session in memory, whole filter",
                micro.session(),
                micro.sessionDirect(),
                SESSION_MICROS,
                SESSION_BYTES);
        double ratio = HttpTable.ratio(http, Slice.GATEHOUSE_BEARER);
        budgets.row(
                "bearer over HTTP, paired with the bare servlet",
                Table.number(HTTP_RATIO, 2) + " x",
                Table.number(ratio, 2) + " x (A/A "
                        + Table.number(HttpTable.ratio(http, Slice.BARE_WITH_TOKEN_AGAIN), 2) + ")",
                ratio <= HTTP_RATIO);
        return budgets.table.toString();
    }

    private void refusal(Flaw flaw, Figures figures) {
        row(
                "refusal: " + flaw.title(),
                Table.micros(REFUSAL_MICROS) + " us",
                Table.micros(figures.min()) + " us",
                figures.min() <= REFUSAL_MICROS);
    }

    private void filter(String what, Figures with, Figures without, double micros, double bytes) {
        double added = with.min() - without.min();
        row(what, "+" + Table.micros(micros) + " us", "+" + Table.micros(added) + " us", added <= micros);
        bytes("the same", with.allocated() - without.allocated(), bytes);
    }

    private void bytes(String what, double measured, double budget) {
        row(what, Table.bytes(budget) + " B", Table.bytes(measured) + " B", measured <= budget);
    }

    private void row(String what, String budget, Object measured, boolean met) {
        table.row(what, "<= " + budget, measured, met ? "met" : "**missed**");
    }
}
