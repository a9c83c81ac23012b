package dev.gatehouse.benchmarks.scale;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
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
import java.util.concurrent.TimeUnit;

/** Opens sessions in one store, each of a user of its own, and looks some of them up. The clock stands still but for a second between rounds, so that no use is written down. */
public final class ScaleRun {

    private static final int THREADS = 16;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Set<String> PERMISSIONS = Set.of("READ", "WRITE");
    private static final String FINGERPRINT = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final Place place;
    private final Sessions sessions;
    private final int lookups;

    private ScaleRun(Place place, Sessions sessions, int lookups) {
        this.place = place;
        this.sessions = sessions;
        this.lookups = lookups;
    }

    /**
     * Measures a store.
     *
     * @param count how many sessions
     * @param lookups how many times to look one up
     * @param folder an empty one
     */
    public static ScaleFigures measure(Store store, int count, int lookups, Path folder) throws Exception {
        try (Place place = store.place().in(folder)) {
            MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
            SessionsFactory factory = store.factory();
            Sessions sessions =
                    factory.create(TestContext.of(factory, place.settings()).withClock(clock));
            try {
                return new ScaleRun(place, sessions, lookups).measure(count, clock);
            } finally {
                sessions.close();
            }
        }
    }

    private ScaleFigures measure(int count, MovableClock clock) throws Exception {
        awaitStore();
        Cookies cookies = Cookies.room(Math.min(count, 2 * lookups));
        long before = place.bytes();
        long start = System.nanoTime();
        open(count, cookies);
        double opening = (System.nanoTime() - start) / 1000.0 / count;
        double bytes = (double) (place.bytes() - before) / count;
        lookUp(cookies, 0, clock);
        Lookups[] found = lookUp(cookies, lookups, clock);
        sessions.close();
        double atRest = Math.max(0.0, place.bytesAtRest() - before) / count;
        return new ScaleFigures(count, place.unit(), bytes, atRest, opening, found[0], found[1]);
    }

    /** The tables of a database are made in the background. */
    private void awaitStore() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (sessions.health().state() != Health.State.UP) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the store does not start: " + sessions.health().detail());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
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
        long[] first = new long[lookups];
        long[] again = new long[lookups];
        long firstCpu = 0;
        long againCpu = 0;
        Duration server = place.serverCpu();
        for (int i = 0; i < lookups; i++) {
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
        double serverMicros = place.serverCpu().minus(server).toNanos() / 1000.0 / lookups;
        return new Lookups[] {
            new Lookups(firstCpu / 1000.0 / lookups, serverMicros, first),
            new Lookups(againCpu / 1000.0 / lookups, 0, again)
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
