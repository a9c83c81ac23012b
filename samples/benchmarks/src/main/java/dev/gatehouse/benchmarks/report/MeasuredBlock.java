package dev.gatehouse.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that is written by a measurement, between two comments that name it. */
final class MeasuredBlock {

    private MeasuredBlock() {}

    /**
     * Puts a text in the place of the one that is there.
     *
     * @throws IOException if the page has no such part, or can't be written
     */
    static void write(Path page, String name, String text) throws IOException {
        String begin = "<!-- measured: " + name + ", by samples/benchmarks/run --" + name + " -->\n";
        String end = "<!-- end of measured: " + name + " -->\n";
        String old = Files.readString(page);
        int from = old.indexOf(begin);
        int to = old.indexOf(end, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IOException(page + " has no part " + begin.strip());
        }
        Files.writeString(page, old.substring(0, from + begin.length()) + text + old.substring(to));
    }
}
