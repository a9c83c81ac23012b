package dev.gatehouse.benchmarks.report;

import java.util.Locale;

/** Collects the lines of one Markdown table. Not thread-safe. */
public final class Table {

    private final StringBuilder text = new StringBuilder();

    /** Begins a table with the names of its columns. */
    public Table(String... columns) {
        row((Object[]) columns);
        text.append('|').append(" --- |".repeat(columns.length)).append('\n');
    }

    /** Adds a line. */
    public Table row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
        return this;
    }

    /** Formats a number with a fixed number of digits after the point. */
    public static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** Three digits that count, no more. */
    static String micros(double value) {
        return number(value, value < 10 ? 2 : value < 100 ? 1 : 0);
    }

    static String bytes(double value) {
        return number(value, 0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
