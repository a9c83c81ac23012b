package dev.gatehouse.benchmarks.scale;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens sessions in one store, each of a user of its own, and looks some of them up. The clock stands still but for a second between rounds, so that no use is written down. */
public final class ScaleRun {

    private static final int THREADS = 16;
    private static final int LOOKUPS = 25_000;
    private static final Set<String> PERMISSIONS = Set.of("READ", "WRITE");
    private static final String FINGERPRINT = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final Place place;
    private final Sessions sessions;

    private ScaleRun(Place place, Sessions sessions) {
        this.place = place;
        this.sessions = sessions;
    }

    /** Measures a store with this many sessions, in an empty folder. */
    public static ScaleFigures measure(Store store, int count, Path folder) throws Exception {
        try (Place place = store.place().in(folder)) {
            MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
            SessionsFactory factory = store.factory();
            Sessions sessions =
                    factory.create(TestContext.of(factory, place.settings()).withClock(clock));
            try {
                return new ScaleRun(place, sessions).measure(count, clock);
            } finally {
                sessions.close();
            }
        }
    }

    private ScaleFigures measure(int count, MovableClock clock) throws Exception {
        Cookies cookies = Cookies.room(Math.min(count, 2 * LOOKUPS));
        long before = place.bytes();
        long start = System.nanoTime();
        open(count, cookies);
        double opening = (System.nanoTime() - start) / 1000.0 / count;
        double bytes = (double) (place.bytes() - before) / count;
        lookUp(cookies, 0, clock);
        Lookups[] lookups = lookUp(cookies, LOOKUPS, clock);
        return new ScaleFigures(count, place.unit(), bytes, opening, lookups[0], lookups[1]);
    }

    private void open(int count, Cookies cookies) throws Exception {
        int stride = count / cookies.count();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Integer>> parts = new ArrayList<>();
        for (int part = 0; part < THREADS; part++) {
            int first = part;
            parts.add(() -> {
                for (int i = first; i < count; i += THREADS) {
                    String cookie = sessions.open(session(i)).cookie().value();
                    if (i % stride == 0 && i / stride < cookies.count()) {
                        cookies.put(i / stride, cookie);
                    }
                }
                return first;
            });
        }
        for (Future<Integer> done : threads.invokeAll(parts)) {
            done.get();
        }
        threads.shutdown();
    }

    private static Sessions.NewSession session(int number) {
        Caller caller = Caller.builder("local", String.format(Locale.ROOT, "user-%07d", number))
                .displayName(String.format(Locale.ROOT, "User %07d", number))
                .permissions(PERMISSIONS)
                .amr(List.of("pwd"))
                .build();
        return new Sessions.NewSession("cookie", caller, null, null, null, FINGERPRINT);
    }

    /** Looks every session up twice: when this node has no copy of it, and at once again. */
    private Lookups[] lookUp(Cookies cookies, int offset, MovableClock clock) throws Exception {
        long[] first = new long[LOOKUPS];
        long[] again = new long[LOOKUPS];
        long firstCpu = 0;
        long againCpu = 0;
        Duration server = place.serverCpu();
        for (int i = 0; i < LOOKUPS; i++) {
            int index = (offset + i) % cookies.count();
            if (index == 0) {
                clock.advance(Duration.ofSeconds(1));
            }
            String cookie = cookies.get(index);
            long cpu = THREAD.getCurrentThreadCpuTime();
            first[i] = find(cookie);
            long middle = THREAD.getCurrentThreadCpuTime();
            again[i] = find(cookie);
            againCpu += THREAD.getCurrentThreadCpuTime() - middle;
            firstCpu += middle - cpu;
        }
        double serverMicros = place.serverCpu().minus(server).toNanos() / 1000.0 / LOOKUPS;
        return new Lookups[] {
            new Lookups(firstCpu / 1000.0 / LOOKUPS, serverMicros, first),
            new Lookups(againCpu / 1000.0 / LOOKUPS, 0, again)
        };
    }

    private long find(String cookie) throws Exception {
        long start = System.nanoTime();
        Sessions.Lookup lookup = sessions.find(cookie);
        long nanos = System.nanoTime() - start;
        if (!(lookup instanceof Sessions.Lookup.Live)) {
            throw new IllegalStateException("a session is not there: " + lookup);
        }
        return nanos;
    }
}
