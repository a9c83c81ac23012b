package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.support.http.FetchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSourceTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);
    private static final KeyLifetimes TIMES = new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24));

    private final ManualScheduler clock = new ManualScheduler();
    private final TestIssuer issuer = TestIssuer.publishing(A);
    private final JwkSource ring = new JwkSource("https://issuer.example.com", issuer, TIMES, clock);

    @Test
    void keys_areThereAfterTheFirstFetch() {
        assertNull(ring.keys());
        assertEquals(Health.State.DOWN, ring.health().state());
        ring.start();
        assertTrue(ring.keys().knows("a"));
        assertEquals(Health.State.UP, ring.health().state());
    }

    @Test
    void refresh_happensBeforeTheLifeIsOverAndRemovedKeysDieWithinIt() {
        ring.start();
        issuer.publish(B);
        clock.advance(Duration.ofSeconds(239));
        assertTrue(ring.keys().knows("a"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(2, issuer.fetches());
        assertTrue(ring.keys().knows("b"));
        assertEquals(false, ring.keys().knows("a"));
    }

    @Test
    void jitter_makesRefreshEarlierAndNeverLater() {
        clock.random(0.999);
        ring.start();
        Duration until = clock.untilNext();
        assertTrue(
                until.compareTo(Duration.ofSeconds(210)) >= 0 && until.compareTo(Duration.ofSeconds(211)) < 0,
                until.toString());
    }

    @Test
    void failedRefresh_keepsTheOldSet() {
        ring.start();
        KeySet before = ring.keys();
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofHours(23));
        assertSame(before, ring.keys());
        assertEquals(Health.State.DEGRADED, ring.health().state());
        issuer.publish(B);
        clock.advance(Duration.ofSeconds(61));
        assertTrue(ring.keys().knows("b"));
        assertEquals(Health.State.UP, ring.health().state());
    }

    @Test
    void failedRefresh_isToldAtOnceWithTimeAndReason() {
        ring.start();
        assertEquals(0, measured("keys.failing.seconds"));
        issuer.fail(new FetchException("status 502"));
        clock.advance(Duration.ofMinutes(4));
        Health failing = ring.health();
        assertEquals(
                new Health(
                        Health.State.UP,
                        "issuer https://issuer.example.com: keys cannot be refreshed since 1970-01-01T00:04:05Z,"
                                + " status 502; the last good keys stay in use"),
                failing);
        clock.advance(Duration.ofSeconds(59));
        assertEquals(failing, ring.health(), "it names the first failure");
        assertEquals(59, measured("keys.failing.seconds"));
        issuer.publish(A);
        clock.advance(Duration.ofSeconds(61));
        assertEquals(Health.up(), ring.health());
        assertEquals(0, measured("keys.failing.seconds"));
    }

    @Test
    void outage_isDegradedAfterFiveMinutes() {
        ring.start();
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofSeconds(240 + 290));
        assertEquals(Health.State.UP, ring.health().state());
        clock.advance(Duration.ofSeconds(20));
        assertEquals(Health.State.DEGRADED, ring.health().state());
        assertTrue(ring.health().detail().contains("down"));
    }

    @Test
    void lastSet_isNotUsedForEver() {
        ring.start();
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofHours(24));
        assertNotNull(ring.keys());
        clock.advance(Duration.ofSeconds(1));
        assertNull(ring.keys());
        assertEquals(Health.State.DOWN, ring.health().state());
        issuer.publish(A);
        clock.advance(Duration.ofSeconds(61));
        assertNotNull(ring.keys());
    }

    @Test
    void lateIssuer_isFoundWithinFiveSeconds() {
        clock.random(0.999);
        issuer.fail(new FetchException("down"));
        ring.start();
        clock.advance(Duration.ofHours(3));
        assertNull(ring.keys());
        issuer.publish(A);
        clock.advance(Duration.ofSeconds(5));
        assertNotNull(ring.keys());
    }

    @Test
    void backOffWithKeys_reachesAMinuteAndNoMore() {
        clock.random(0.999);
        ring.start();
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofMinutes(30));
        int before = issuer.fetches();
        clock.advance(Duration.ofMinutes(60));
        int perHour = issuer.fetches() - before;
        assertTrue(perHour >= 59 && perHour <= 62, () -> perHour + " fetches");
    }

    @Test
    void retryAfter_isHonoured() {
        ring.start();
        clock.advance(Duration.ofSeconds(239));
        issuer.fail(new FetchException("busy", 503, 45));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(45), clock.untilNext());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"keys\":[1]}", "{\"keys\":[]", "null"})
    void garbage_keepsTheOldSet(String document) {
        ring.start();
        KeySet before = ring.keys();
        issuer.publish(TestToken.bytes(document));
        clock.advance(Duration.ofMinutes(6));
        assertSame(before, ring.keys());
        assertTrue(issuer.fetches() > 2);
    }

    @Test
    void emptySet_isObeyed() {
        ring.start();
        VerificationKey key = ring.known(Query.of("a", SigningAlgorithm.ES256)).get(0);
        assertTrue(ring.holds(key));
        issuer.publish(TestToken.bytes("{\"keys\":[]}"));
        clock.advance(Duration.ofMinutes(5));
        assertEquals(0, ring.keys().keys().size());
        assertEquals(false, ring.holds(key));
    }

    @Test
    void fetchUnderWay_isShared() {
        issuer.hold();
        ring.start();
        JwkSource.Flight first = ring.refresh();
        assertSame(first, ring.refresh());
        assertEquals(1, issuer.fetches());
        issuer.release();
        assertTrue(first.done().getNow(false));
        assertNull(ring.flight());
    }

    @Test
    void throwingFetcher_countsAsFailure() {
        KeySetFetcher broken = () -> {
            throw new IllegalStateException("broken");
        };
        JwkSource other = new JwkSource("x", broken, TIMES, clock);
        other.start();
        assertEquals(Health.State.DOWN, other.health().state());
        assertNull(other.flight());
        JwkSource nothing = new JwkSource("x", () -> CompletableFuture.completedFuture(null), TIMES, clock);
        nothing.start();
        assertEquals(Health.State.DOWN, nothing.health().state());
    }

    @Test
    void changedFile_isReadAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(A));
        KeyLifetimes often = new KeyLifetimes(KeyLifetimes.FILE_LIFE, Duration.ofHours(24));
        JwkSource ofFile =
                new JwkSource("https://issuer.example.com", new KeySetFile(file, Runnable::run), often, clock);
        ofFile.start();
        assertTrue(ofFile.keys().knows("a"));
        Files.write(file, TestIssuer.jwks(B));
        clock.advance(Duration.ofSeconds(5));
        assertTrue(ofFile.keys().knows("b"));
        Files.write(file, TestToken.bytes("{\"keys\":[{"));
        clock.advance(Duration.ofSeconds(5));
        Files.delete(file);
        clock.advance(Duration.ofMinutes(2));
        assertTrue(ofFile.keys().knows("b"));
        Files.write(file, TestIssuer.jwks(A));
        clock.advance(Duration.ofMinutes(2));
        assertTrue(ofFile.keys().knows("a"));
    }

    @Test
    void closedRing_fetchesNoMore() {
        ring.start();
        ring.close();
        clock.advance(Duration.ofHours(1));
        assertEquals(1, issuer.fetches());
    }

    @Test
    void measurements_tellAgeAndFailuresOfFetches() {
        assertEquals(0, measured("keys.usable"));
        assertEquals(0, measured("keys.fetch.calls"));
        assertTrue(
                ring.measurements().stream().noneMatch(each -> each.name().equals("keys.age.seconds")),
                "no keys, no age");
        ring.start();
        issuer.fail(new FetchException("down"));
        clock.advance(Duration.ofSeconds(239));
        assertEquals(239, measured("keys.age.seconds"));
        assertEquals(1, measured("keys.usable"));
        assertEquals(0, measured("keys.fetch.failures"));
        clock.advance(Duration.ofHours(25));
        assertEquals(0, measured("keys.usable"), "too old");
        assertTrue(measured("keys.age.seconds") > Duration.ofHours(25).toSeconds());
        assertEquals(measured("keys.fetch.calls") - 1, measured("keys.fetch.failures"));
        assertTrue(measured("keys.fetch.failures") > 10);
    }

    private double measured(String name) {
        Measurement found = ring.measurements().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("issuer", "https://issuer.example.com"), found.labels());
        return found.value();
    }
}
