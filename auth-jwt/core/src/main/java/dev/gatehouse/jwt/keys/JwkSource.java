package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.CallCounts;
import dev.gatehouse.support.http.FetchException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The current keys of one issuer. They are refreshed in the background before they expire, one fetch at a time. A
 * failed fetch leaves the last good set in use. A successful one replaces the whole set, even by an empty set. A lookup
 * of a known key never waits. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class JwkSource {

    /** A key set and the time its fetch started, from which its age is counted. */
    public record Snapshot(KeySet keys, long since) {}

    /** A fetch in progress. The result is whether it returned a key set. */
    public record Flight(CompletableFuture<Boolean> done) {}

    private final String issuer;
    private final KeySetFetcher source;
    private final KeyLifetimes times;
    private final Scheduler clock;
    private final RefreshBackOff backOff;
    private final Consumer<Snapshot> memory;
    private final KeySetReader reader = new KeySetReader();
    private final KeySetReport report;
    private final FetchOutage outage;
    private final WithdrawnKeyIds withdrawn;
    private final long maxStale;
    private final CallCounts fetches = new CallCounts();

    private volatile @Nullable Snapshot snapshot;
    private @Nullable Flight flight;
    private long dueAt;
    private long quietUntil;
    private int useless;
    private volatile boolean closed;

    public JwkSource(String issuer, KeySetFetcher source, KeyLifetimes times, Scheduler clock) {
        this(issuer, source, times, clock, forgotten -> {}, set -> true);
    }

    /**
     * @param memory receives every good set
     * @param news whether a set is to be logged, because it has not been yet
     */
    public JwkSource(
            String issuer,
            KeySetFetcher source,
            KeyLifetimes times,
            Scheduler clock,
            Consumer<Snapshot> memory,
            Predicate<KeySet> news) {
        this.memory = memory;
        this.issuer = issuer;
        this.source = source;
        this.times = times;
        this.clock = clock;
        this.backOff = new RefreshBackOff(clock::random);
        this.quietUntil = clock.nanos();
        this.report = new KeySetReport(issuer, news);
        this.outage = new FetchOutage(issuer, clock);
        this.withdrawn = new WithdrawnKeyIds(clock::nanos);
        this.maxStale = times.maxStale().toNanos();
    }

    /** Starts fetching keys and schedules refreshes. */
    public void start() {
        refresh();
    }

    void close() {
        closed = true;
    }

    /** Uses these keys until the first fetch returns. Must be called before {@link #start}. */
    public void install(Snapshot earlier) {
        snapshot = earlier;
    }

    /** Returns the current keys; {@code null} if none were fetched yet or the last ones are too old. */
    @Nullable
    public KeySet keys() {
        Snapshot current = snapshot;
        return current == null || clock.nanos() - current.since > maxStale ? null : current.keys;
    }

    /** Whether this key object is in use, by identity. */
    boolean holds(VerificationKey key) {
        KeySet current = keys();
        return current != null && current.contains(key);
    }

    /** Returns the fetch in progress; {@code null} if there is none. */
    synchronized @Nullable Flight flight() {
        return flight;
    }

    /** Returns the fetch in progress, or starts one. */
    public Flight refresh() {
        Flight begun;
        synchronized (this) {
            if (flight != null) {
                return flight;
            }
            begun = new Flight(new CompletableFuture<>());
            flight = begun;
        }
        long since = clock.nanos();
        CompletableFuture<byte[]> fetched;
        try {
            fetched = source.fetch();
        } catch (RuntimeException | LinkageError unusable) {
            fetched = CompletableFuture.failedFuture(unusable);
        }
        fetched.whenComplete((document, failure) -> land(begun, since, document, failure));
        return begun;
    }

    private void land(Flight landed, long since, byte @Nullable [] document, @Nullable Throwable failure) {
        boolean good = false;
        long ended = clock.nanos();
        try {
            Snapshot before = snapshot;
            KeySet keys = document == null ? null : reader.read(document, before == null ? null : before.keys);
            if (keys != null) {
                succeed(keys, before, since);
                good = true;
            } else {
                fail(failure == null ? noSet(document) : FetchException.of(failure));
            }
        } catch (RuntimeException | StackOverflowError defect) {
            fail(FetchException.of(defect));
        } finally {
            if (good || !closed) {
                fetches.ended(ended - since, good);
            }
            Duration delay;
            synchronized (this) {
                flight = null;
                delay = Duration.ofNanos(Math.max(0, dueAt - clock.nanos()));
            }
            if (!closed) {
                clock.after(delay, this::refreshIfDue);
            }
            landed.done.complete(good);
        }
    }

    private FetchException noSet(byte @Nullable [] document) {
        String defect = document == null ? "is missing" : reader.defect(document);
        return new FetchException("the document " + defect + "; expected a JWK set (RFC 7517 section 5)");
    }

    /** A task may be outdated if an unknown kid caused a refresh since. The latest task then does the refresh. */
    private void refreshIfDue() {
        boolean due;
        synchronized (this) {
            due = !closed && flight == null && clock.nanos() - dueAt >= 0;
        }
        if (due) {
            refresh();
        }
    }

    private void succeed(KeySet keys, @Nullable Snapshot before, long since) {
        boolean recovered;
        Snapshot current = new Snapshot(keys, since);
        // First, so that a successor has all that was ever used.
        memory.accept(current);
        synchronized (this) {
            snapshot = current;
            recovered = outage.ended();
            quietUntil = since;
            double share = 0.8 - 0.1 * clock.random();
            long life = (long) (times.life().toNanos() * share);
            useless = keys.isEmpty() ? useless + 1 : 0;
            dueAt = since + (useless == 0 ? life : Math.min(life, backOff.delay(useless, false, 0)));
        }
        withdrawn.follow(before == null ? null : before.keys, keys);
        report.tell(keys, recovered);
    }

    /** Records that a set fetched after a request for this kid does not have it. */
    void lacks(String kid) {
        withdrawn.confirm(kid);
    }

    /** Whether the issuer published this kid and withdrew it later. */
    boolean withdrew(String kid) {
        return withdrawn.contains(kid);
    }

    /** Whether the time has passed for which the issuer asked us to wait (Retry-After). */
    synchronized boolean mayAsk() {
        return clock.nanos() - quietUntil >= 0;
    }

    private void fail(FetchException failure) {
        if (closed) {
            // Closing aborts the fetch in progress, which is not a failure of the issuer.
            return;
        }
        FetchOutage.News news;
        String cause = String.valueOf(failure.getMessage());
        boolean haveKeys = keys() != null;
        synchronized (this) {
            long now = clock.nanos();
            news = outage.failed(cause);
            dueAt = now + backOff.delay(outage.failures(), haveKeys, failure.retryAfterSeconds());
            quietUntil = failure.retryAfterSeconds() > 0 ? dueAt : now;
        }
        outage.tell(news, cause, haveKeys);
    }

    /** A failed fetch shows at once, as a detail; it is a reason to worry after five minutes only. */
    Health health() {
        KeySet current = keys();
        synchronized (this) {
            if (current == null) {
                return new Health(Health.State.DOWN, "issuer " + issuer + ": " + absence());
            }
            Health ofSet = KeySetReport.health(issuer, current);
            if (current.isEmpty() || outage.failures() == 0) {
                return ofSet;
            }
            boolean alarming = outage.isAlarming();
            return ofSet.state() == Health.State.UP || alarming
                    ? new Health(
                            alarming ? Health.State.DEGRADED : Health.State.UP,
                            "issuer " + issuer + ": keys cannot be refreshed since " + outage.at()
                                    + outage.problem(", ") + "; the last good keys stay in use")
                    : ofSet;
        }
    }

    /**
     * Returns how many keys there are and since when, how many fetches ended and failed, and for how long they fail.
     */
    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(fetches.measurements("keys.fetch"));
        Snapshot current = snapshot;
        KeySet usable = keys();
        all.add(Measurement.gauge(
                "keys.usable", usable == null ? 0 : usable.keys().size()));
        if (current != null) {
            Duration age = Duration.ofNanos(Math.max(0, clock.nanos() - current.since));
            all.add(Measurement.gauge("keys.age.seconds", age.toMillis() / 1000.0));
        }
        synchronized (this) {
            all.add(Measurement.gauge("keys.failing.seconds", outage.lasting().toMillis() / 1000.0));
        }
        all.replaceAll(each -> each.with("issuer", issuer));
        return List.copyOf(all);
    }

    /** Returns the known candidates for a token, without a refresh. */
    List<VerificationKey> known(KeyQuery query) {
        KeySet current = keys();
        return current == null ? List.of() : current.find(query);
    }

    /** Returns why there are no keys: they have not been fetched yet, or are too old. */
    synchronized String absence() {
        Snapshot last = snapshot;
        if (last != null && keys() == null) {
            Instant fetched = clock.now().minusNanos(clock.nanos() - last.since).truncatedTo(ChronoUnit.SECONDS);
            return "no keys, those fetched at " + fetched + " are too old" + outage.problem("; ");
        }
        return outage.failures() == 0 ? "no keys yet, the first fetch has not ended" : "no keys" + outage.problem("; ");
    }
}
