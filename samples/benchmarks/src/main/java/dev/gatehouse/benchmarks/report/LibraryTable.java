package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.micro.Figures;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.Map;

/** The cost of verifying a token that was not seen before, by library. */
final class LibraryTable {

    private LibraryTable() {}

    static String of(MicroFigures micro) {
        Table table = new Table("algorithm", "library", "us, min", "us, median", "ratio of the minima to raw JCA", "B");
        micro.cold().forEach((algorithm, figures) -> rows(table, algorithm, figures));
        micro.nativeCold().forEach((algorithm, figures) -> rows(table, algorithm + ", native provider", figures));
        return table.toString();
    }

    private static void rows(Table table, String algorithm, Map<Variant, Figures> figures) {
        Figures floor = figures.get(Variant.JCA);
        figures.forEach((variant, figure) -> table.row(
                algorithm,
                variant.title(),
                Table.micros(figure.min()),
                Table.micros(figure.median()),
                floor == null ? "" : Table.number(figure.min() / floor.min(), 2),
                Table.bytes(figure.allocated())));
    }
}
