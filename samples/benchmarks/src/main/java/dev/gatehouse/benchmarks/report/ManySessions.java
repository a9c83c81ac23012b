package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.scale.Lookups;
import dev.gatehouse.benchmarks.scale.ScaleFigures;
import dev.gatehouse.benchmarks.scale.ScaleRun;
import dev.gatehouse.benchmarks.scale.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures every store with few and with many sessions, and writes that into a page. */
public final class ManySessions {

    private static final int FEW = 1_000;
    private static final int LOOKUPS = 25_000;

    private ManySessions() {}

    /**
     * Measures and writes.
     *
     * @param args the page, how many sessions are many, and the stores; all of them when none is named
     */
    public static void main(String[] args) throws Exception {
        int many = Integer.parseInt(args[1]);
        List<Store> stores =
                args.length > 2 ? Stream.of(args).skip(2).map(Store::valueOf).toList() : List.of(Store.values());
        Table sizes = new Table(
                "store", "sessions", "bytes per session", "tidied up", "of what", "us to open one, by 16 threads");
        Table times =
                new Table("store", "sessions", "lookup", "us of CPU", "us of CPU of the server", "us, p50", "us, p99");
        for (Store store : stores) {
            for (int count : List.of(FEW, many)) {
                System.out.println(store.title() + " with " + count);
                ScaleFigures figures = measured(store, count);
                sizes.row(
                        store.title(),
                        Table.number(count, 0),
                        Table.bytes(figures.bytesPerSession()),
                        figures.bytesAtRest() == 0 ? "" : Table.bytes(figures.bytesAtRest()),
                        figures.unit(),
                        Table.micros(figures.opening()));
                row(times, store, count, "from the store", figures.fromStore());
                row(times, store, count, "again", figures.again());
                System.out.println(sizes + "\n" + times);
            }
        }
        MeasuredBlock.write(Path.of(args[0]), "sessions", block(sizes, times));
        Runtime.getRuntime().halt(0);
    }

    private static ScaleFigures measured(Store store, int count) throws Exception {
        Path folder = Files.createTempDirectory("many-sessions");
        try {
            return ScaleRun.measure(store, count, LOOKUPS, folder);
        } finally {
            delete(folder);
        }
    }

    private static void row(Table table, Store store, int count, String what, Lookups lookups) {
        table.row(
                store.title(),
                Table.number(count, 0),
                what,
                Table.micros(lookups.cpuMicros()),
                Table.micros(lookups.serverMicros()),
                Table.micros(lookups.wallMicros(0.50)),
                Table.micros(lookups.wallMicros(0.99)));
    }

    static String block(Table sizes, Table times) {
        return String.format("""
                Each session is of a user of its own and has the data that a login leaves. All were opened one by one through `Sessions`, with the stores' own settings but for longer
                time limits; the PostgreSQL is one for tests that does not wait for the disk, so opening costs more in a real one. %s.

                %s
                Bytes of few sessions are mostly what an empty store takes anyway. H2 writes every login to its file by itself, with some pages of each index, and does not move
                what is left of old pages while it is in use: so many logins in so short a time leave a large file. `SHUTDOWN COMPACT`, sent by any H2 client while the application is stopped, tidies it up. For that many
                sessions take PostgreSQL.

                %s
                25,000 lookups with `Sessions.find`, one after the other by one thread, the time-outs checked but no guard asked. "from the store" is the lookup of a session that this node has not looked at within
                the last second; "again" is the next one of the same session, which is what nearly all requests of a user are.
                """, Machine.describe(), sizes, times);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
