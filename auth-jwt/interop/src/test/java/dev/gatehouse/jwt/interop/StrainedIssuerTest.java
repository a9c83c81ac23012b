package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Hold;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.keycloak.Patience;
import dev.gatehouse.testkit.MovableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An issuer that is down, hangs or is used to be flooded, and clocks that jump, over HTTP. */
class StrainedIssuerTest {

    private final MovableClock clock = MovableClock.at(Instant.now());
    private final IdentityProvider provider =
            IdentityProvider.demo().clock(clock).start();
    private final Issuer issuer = provider.keycloak();
    private final SigningKey unpublished = SigningKey.generate("ES256", "unpublished");
    private ProtectedApi api;

    @AfterEach
    void end() {
        issuer.faults().clear();
        if (api != null) {
            api.close();
        }
        provider.close();
    }

    private Map<String, String> settings() {
        return Flavour.IDENTITY.settings(issuer.issuer());
    }

    private String goodToken() {
        return issuer.mintFor("m2m-full").serialize();
    }

    private String unknownToken(String kid) {
        return issuer.mintFor("m2m-full")
                .signedWith(unpublished)
                .header("kid", kid)
                .serialize();
    }

    private void assertBecomesGood(String token) {
        HttpResponse<String> response = api.get("/write", token);
        while (response.statusCode() == 503) {
            Patience.pause();
            response = api.get("/write", token);
        }
        assertEquals(200, response.statusCode());
    }

    @Test
    void missingKeys_delayNoRequest() throws Exception {
        Hold hold = issuer.faults().hold(Endpoint.JWKS);
        api = ProtectedApi.open(settings(), clock);
        assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)), "keys are asked for");
        Undecided.check(api.get("/write", goodToken()), "while they are awaited");
        hold.release();
        assertBecomesGood(goodToken());
    }

    @Test
    void floodOfUnknownKidsAtHangingIssuer_delaysNoGoodTokenAndAsksOnce() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        issuer.faults().hold(Endpoint.JWKS);
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Future<HttpResponse<String>>> flood = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String token = unknownToken("flood-" + i);
                flood.add(threads.submit(() -> api.get("/write", token)));
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(200, api.get("/write", goodToken()).statusCode());
            }
            for (Future<HttpResponse<String>> request : flood) {
                Undecided.check(request.get(), "an unknown kid");
            }
        } finally {
            threads.shutdownNow();
        }
        // It is asked again when it has not answered for a minute.
        long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begin);
        int fetches = issuer.requests(Endpoint.JWKS);
        assertTrue(fetches >= 1 && fetches <= 1 + minutes, fetches + " fetches in " + minutes + " minutes");
    }

    @Test
    void floodOfUnknownKids_causesThreeFetchesAtMost() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        long begin = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            String outcome = api.outcome("/write", unknownToken("random-" + i));
            assertTrue(List.of("401 token.key-unknown", "503 keys.undecided").contains(outcome), outcome);
        }
        assertEquals(200, api.get("/write", goodToken()).statusCode());
        // Three at once, one more for each half minute that this takes, and one before the end of the keys' life.
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        int fetches = issuer.requests(Endpoint.JWKS);
        assertTrue(fetches >= 3 && fetches <= 3 + seconds / 20, fetches + " fetches in " + seconds + " s");
    }

    @Test
    void wallClockJump_affectsOnlyTokenTimes() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        String token = goodToken();
        Instant now = clock.instant();
        assertEquals("200", api.outcome("/write", token));
        clock.advance(Duration.ofHours(1));
        assertEquals("401 token.expired", api.outcome("/write", token));
        clock.set(now.minus(Duration.ofHours(1)));
        assertEquals("401 token.not-yet-valid", api.outcome("/write", token));
        clock.set(now.minusSeconds(60));
        assertEquals("200", api.outcome("/write", token));
        assertEquals(0, issuer.requests(Endpoint.JWKS), "keys live by another clock");
    }

    @Test
    void issuerDownAtStart_recovers() throws Exception {
        String token = goodToken();
        provider.stop();
        api = ProtectedApi.open(settings(), clock);
        Undecided.check(api.get("/write", token), "while it is down");
        provider.start();
        assertBecomesGood(token);
    }
}
