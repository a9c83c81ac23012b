package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.HeardKeys;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.http.FetchException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What health, reasons and log say about keys that are missing. */
class OutageWordsTest {

    private static final String ISSUER = "https://issuer.example.com";
    private static final String START = "issuer " + ISSUER + ": ";
    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);
    private static final TestKey SHORT = TestKey.rsa("short");
    private static final KeyLifetimes TIMES = new KeyLifetimes(Duration.ofMinutes(5), Duration.ofHours(24));
    private final FetchException refused = new FetchException("connection refused");
    private final FetchException badGateway = new FetchException("it answered with status 502");

    private final HeardKeys heard = new HeardKeys();
    private final ManualScheduler clock = new ManualScheduler();
    private final TestIssuer issuer = TestIssuer.publishing(A);
    private final JwkSource source = new JwkSource(ISSUER, issuer, TIMES, clock);

    @AfterEach
    void close() {
        heard.close();
    }

    private String detail() {
        KeyLookup lookup = new KeyResolver(source, clock).find(Query.of("a", SigningAlgorithm.ES256));
        KeyLookup.Undecided undecided = assertInstanceOf(KeyLookup.Undecided.class, lookup);
        assertEquals("keys.unavailable", undecided.reason().code());
        return undecided.reason().detail();
    }

    @Test
    void firstFetch_isNoOutageWhileItGoesOn() {
        issuer.hold();
        source.start();
        String words = "no keys yet, the first fetch has not ended";
        assertEquals(new Health(Health.State.DOWN, START + words), source.health());
        assertEquals(words, detail());
        issuer.release();
        assertEquals(Health.up(), source.health());
        assertEquals(List.of(), heard.at(Level.WARN));
    }

    @Test
    void failedFirstFetch_isToldWithItsProblem() {
        issuer.fail(refused);
        source.start();
        assertEquals(new Health(Health.State.DOWN, START + "no keys; connection refused"), source.health());
        assertEquals("no keys; connection refused", detail());
    }

    @Test
    void keysThatAreTooOld_areToldWithTheirTime() {
        source.start();
        issuer.fail(badGateway);
        String fetched = clock.now().toString();
        clock.advance(Duration.ofHours(25));
        String words = "no keys, those fetched at " + fetched + " are too old; it answered with status 502";
        assertEquals(words, detail());
        assertEquals(new Health(Health.State.DOWN, START + words), source.health());
    }

    @Test
    void eachCauseOfAnOutage_isLoggedOnce() {
        issuer.fail(refused);
        source.start();
        for (int i = 0; i < 20; i++) {
            issuer.fail(i % 2 == 0 ? badGateway : refused);
            clock.advance(Duration.ofSeconds(6));
        }
        String consequence = "; its tokens cannot be verified (503)";
        assertEquals(
                List.of(
                        START + "keys could not be fetched: connection refused" + consequence,
                        START + "keys could still not be fetched: it answered with status 502" + consequence),
                heard.at(Level.WARN));
        issuer.publish(A);
        clock.advance(Duration.ofSeconds(10));
        issuer.fail(refused);
        clock.advance(Duration.ofMinutes(4));
        assertEquals(3, heard.at(Level.WARN).size(), "the next outage is told again");
    }

    @Test
    void causesOfAnOutage_areBounded() {
        source.start();
        for (int i = 0; i < 100; i++) {
            issuer.fail(new FetchException("it answered with status " + (500 + i)));
            clock.advance(Duration.ofMinutes(2));
        }
        assertEquals(8, heard.at(Level.WARN).size());
        assertEquals(1, heard.at(Level.ERROR).size(), "the alarm");
    }

    @Test
    void keySet_isToldOnceForAllReloads() {
        KeySetCache memory = new KeySetCache();
        KeyLocation location = new KeyLocation.JwksUri(URI.create(ISSUER + "/keys"));
        for (int reload = 0; reload < 3; reload++) {
            issuer.publish(SHORT);
            JwkSource loaded = reloaded(memory, location);
            issuer.publish(SHORT, B);
            clock.advance(Duration.ofMinutes(5));
            loaded.close();
        }
        assertEquals(
                List.of(
                        START + "1 usable keys, 1 of them RSA keys below the recommended 3072 bits",
                        START + "2 usable keys, 1 of them RSA keys below the recommended 3072 bits"),
                heard.at(Level.INFO));
    }

    private JwkSource reloaded(KeySetCache memory, KeyLocation location) {
        JwkSource loaded = new JwkSource(
                ISSUER,
                issuer,
                TIMES,
                clock,
                snapshot -> memory.remember(ISSUER, location, snapshot),
                set -> memory.isNews(ISSUER, location, set));
        JwkSource.Snapshot earlier = memory.recall(ISSUER, location);
        if (earlier != null) {
            loaded.install(earlier);
        }
        loaded.start();
        return loaded;
    }
}
