package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.micro.Figures;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.Map;

/** What single operations cost. */
final class MicroTables {

    private MicroTables() {}

    static String cold(Map<String, Map<Variant, Figures>> cold) {
        Table table = new Table("algorithm", "library", "us, min", "us, median", "ratio of the minima to raw JCA", "B");
        cold.forEach((algorithm, figures) -> {
            Figures floor = figures.get(Variant.JCA);
            figures.forEach((variant, figure) -> table.row(
                    algorithm,
                    variant.title(),
                    Table.micros(figure.min()),
                    Table.micros(figure.median()),
                    floor == null ? "" : Table.number(figure.min() / floor.min(), 2),
                    Table.bytes(figure.allocated())));
        });
        return table.toString();
    }

    static String filter(MicroFigures micro) {
        Table table = new Table("request", "us, min", "us, median", "B");
        row(table, "one of 10,000 bearer tokens, the application alone", micro.direct());
        row(table, "the same through the filter", micro.warm());
        row(table, "session cookie, the application alone", micro.sessionDirect());
        row(table, "the same through the filter", micro.session());
        return table.toString();
    }

    static String refusals(MicroFigures micro) {
        Table table = new Table("token", "us, min", "us, median", "B");
        micro.refusals().forEach((flaw, figures) -> row(table, flaw.title(), figures));
        return table.toString();
    }

    private static void row(Table table, String what, Figures figures) {
        table.row(what, Table.micros(figures.min()), Table.micros(figures.median()), Table.bytes(figures.allocated()));
    }
}
