package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.support.http.FetchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyResolverTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);
    private static final SigningAlgorithm ES256 = SigningAlgorithm.ES256;

    private final ManualScheduler clock = new ManualScheduler();
    private final TestIssuer issuer = TestIssuer.publishing(A);
    private final JwkSource ring = new JwkSource(
            "https://issuer.example.com", issuer, new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24)), clock);
    /** Waits for as long as a fetch takes: how long that is must not decide. */
    private final KeyResolver finder = new KeyResolver(ring, clock, Duration.ofHours(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void noKeysYet_isUndecidedAtOnce() {
        issuer.hold();
        ring.start();
        KeyLookup.Undecided undecided = assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("a", ES256)));
        assertEquals("keys.unavailable", undecided.reason().code());
        assertTrue(undecided.retryAfter().toSeconds() > 0);
    }

    @Test
    void firstKeysUnderWay_areAwaitedByWhoHasTheTime() throws Exception {
        issuer.hold();
        ring.start();
        Future<?> waiting = threads.submit(() -> finder.awaitFirst(Duration.ofHours(1)));
        assertFalse(waiting.isDone());
        issuer.release();
        waiting.get();
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)));
    }

    @Test
    void failedFirstFetch_isNotAwaited() {
        issuer.fail(new FetchException("down"));
        ring.start();
        finder.awaitFirst(Duration.ofHours(1));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("a", ES256)));
    }

    @Test
    void manyThatAwaitTheFirstKeys_areBounded() throws Exception {
        issuer.hold();
        ring.start();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(threads.submit(() -> finder.awaitFirst(Duration.ofHours(1))));
        }
        await(() -> all.stream().filter(Future::isDone).count() == 24);
        issuer.release();
        for (Future<?> each : all) {
            each.get();
        }
    }

    @Test
    void knownKid_doesNotWaitForAFetchUnderWay() {
        ring.start();
        issuer.hold();
        ring.refresh();
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)));
    }

    @Test
    void newKid_isFoundByARefresh() {
        ring.start();
        issuer.publish(A, B);
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("b", ES256)));
        assertEquals(2, issuer.fetches());
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)));
    }

    @Test
    void kidMissingInFreshSet_isUnknown() {
        ring.start();
        assertInstanceOf(KeyLookup.Unknown.class, finder.find(Query.of("b", ES256)));
        assertEquals(2, issuer.fetches());
    }

    @Test
    void kidPublishedRightAfterItWasMissing_isFound() {
        ring.start();
        assertInstanceOf(KeyLookup.Unknown.class, finder.find(Query.of("b", ES256)));
        issuer.publish(A, B);
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("b", ES256)));
    }

    @Test
    void failedRefresh_isUndecided() {
        ring.start();
        issuer.fail(new FetchException("down"));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("b", ES256)));
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)));
    }

    @Test
    void garbageRefresh_isUndecided() {
        ring.start();
        issuer.publish(TestToken.bytes("<html>"));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("b", ES256)));
    }

    @Test
    void manyRandomKids_causeThreeFetchesInAMinute() {
        ring.start();
        int before = issuer.fetches();
        int undecided = 0;
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(59));
            undecided += finder.find(Query.of("random-" + i, ES256)) instanceof KeyLookup.Undecided ? 1 : 0;
            assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)));
        }
        assertEquals(3, issuer.fetches() - before);
        assertEquals(997, undecided);
    }

    @Test
    void repeatedUnknownKid_leavesRefreshForNewKids() {
        ring.start();
        int unknown = 0;
        for (int i = 0; i < 10; i++) {
            unknown += finder.find(Query.of("never", ES256)) instanceof KeyLookup.Unknown ? 1 : 0;
        }
        assertEquals(2, unknown, "after that nobody can know");
        assertEquals(3, issuer.fetches());
        issuer.publish(A, B);
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("b", ES256)));
    }

    /** What a set that is older than the request lacks may be there by now. */
    @Test
    void kidWithoutANewerSet_isUndecidedAndNeverUnknown() {
        ring.start();
        while (finder.find(Query.of("b", ES256)) instanceof KeyLookup.Unknown) {
            assertTrue(issuer.fetches() < 5);
        }
        issuer.publish(A, B);
        KeyLookup.Undecided undecided = assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("b", ES256)));
        assertEquals("keys.undecided", undecided.reason().code());
        clock.advance(Duration.ofSeconds(31));
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("b", ES256)));
    }

    @Test
    void withdrawnKid_isUnknownWithoutRefresh() {
        issuer.publish(A, B);
        ring.start();
        issuer.publish(B);
        clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 50; i++) {
            assertInstanceOf(KeyLookup.Unknown.class, finder.find(Query.of("a", ES256)), "time " + i);
        }
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofMinutes(10));
        assertInstanceOf(KeyLookup.Unknown.class, finder.find(Query.of("a", ES256)));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("never", ES256)));
        issuer.publish(A, B);
        clock.advance(Duration.ofMinutes(5));
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("a", ES256)), "published again");
    }

    @Test
    void retryAfter_isHonouredForUnknownKids() {
        ring.start();
        issuer.fail(new FetchException("busy", 429, 120));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("b", ES256)));
        int before = issuer.fetches();
        issuer.publish(A, B);
        clock.advance(Duration.ofSeconds(119));
        assertInstanceOf(KeyLookup.Undecided.class, finder.find(Query.of("b", ES256)));
        assertEquals(before, issuer.fetches());
        clock.advance(Duration.ofSeconds(1));
        assertInstanceOf(KeyLookup.Found.class, finder.find(Query.of("b", ES256)));
    }

    @Test
    void kidOfAnotherAlgorithm_isUnknownWithoutAsking() {
        ring.start();
        assertInstanceOf(KeyLookup.Unknown.class, finder.find(Query.of("a", SigningAlgorithm.RS256)));
        assertEquals(1, issuer.fetches());
    }

    @Test
    void manyWaiters_shareOneFetchAndAreSixteenAtMost() throws Exception {
        ring.start();
        issuer.hold();
        List<Future<KeyLookup>> lookups = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lookups.add(threads.submit(() -> finder.find(Query.of("b", ES256))));
        }
        // Those beyond sixteen come back while the fetch hangs; the others wait for it.
        await(() -> lookups.stream().filter(Future::isDone).count() == 24 && waiting() == 16);
        issuer.publish(A, B);
        issuer.release();
        int found = 0;
        for (Future<KeyLookup> lookup : lookups) {
            found += lookup.get() instanceof KeyLookup.Found ? 1 : 0;
        }
        assertEquals(16, found);
        assertEquals(2, issuer.fetches());
    }

    private int waiting() {
        JwkSource.Flight flight = ring.flight();
        return flight == null ? 0 : flight.done().getNumberOfDependents();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void hangingIssuer_isUndecidedAfterOneSecond() {
        ring.start();
        issuer.hold();
        assertInstanceOf(KeyLookup.Undecided.class, new KeyResolver(ring, clock).find(Query.of("b", ES256)));
    }

    @Test
    void earlierFetch_doesNotMakeKidUnknown() throws Exception {
        ring.start();
        issuer.hold();
        ring.refresh();
        Future<KeyLookup> lookup = threads.submit(() -> finder.find(Query.of("b", ES256)));
        await(() -> waiting() == 1);
        // The answer of the fetch under way was made before the new key was there.
        issuer.release();
        assertInstanceOf(KeyLookup.Unknown.class, lookup.get());
        assertEquals(3, issuer.fetches());
    }
}
