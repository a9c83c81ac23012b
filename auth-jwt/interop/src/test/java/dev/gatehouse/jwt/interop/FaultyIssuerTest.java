package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.idp.Endpoint;
import dev.gatehouse.testkit.idp.Hold;
import dev.gatehouse.testkit.idp.IdentityProvider;
import dev.gatehouse.testkit.idp.Issuer;
import dev.gatehouse.testkit.idp.SigningKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers see, over HTTP, of an issuer that fails in every way that its switches know. */
class FaultyIssuerTest {

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final IdentityProvider provider = IdentityProvider.demo().start();
    private final Issuer issuer = provider.keycloak();
    private final MovableClock clock = MovableClock.at(Instant.now());
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
        Map<String, String> settings = Flavour.IDENTITY.settings(issuer.issuer());
        settings.put("auth.http.timeout", "500ms");
        return settings;
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

    /** Clients throw away a token that was answered with 401 or a challenge; this says that they shall come again. */
    private static void assertComeAgain(HttpResponse<String> response) {
        assertEquals(503, response.statusCode());
        int seconds =
                Integer.parseInt(response.headers().firstValue("Retry-After").orElse("-1"));
        assertTrue(seconds > 0 && seconds <= 60, "Retry-After: " + seconds);
        assertTrue(response.headers().allValues("WWW-Authenticate").isEmpty());
        assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    }

    private void assertBecomesGood(String token) {
        assertTrue(
                Patience.until(RECOVERY, () -> api.get("/write", token).statusCode() == 200),
                () -> "still " + api.get("/write", token).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void keysSpoiledFromTheStart_areUndecidedAndGoodAfterwards(KeyFault fault) throws Exception {
        issuer.faults().set(Endpoint.JWKS, fault.fault());
        api = ProtectedApi.open(settings(), clock);
        String token = goodToken();
        assertTrue(Patience.until(RECOVERY, () -> issuer.requests(Endpoint.JWKS) > 0), "keys are asked for");
        assertComeAgain(api.get("/write", token));
        assertFalse(api.isUp());
        issuer.faults().clear();
        assertBecomesGood(token);
        assertTrue(api.isUp());
    }

    @ParameterizedTest
    @EnumSource
    void metadataSpoiledFromTheStart_areUndecidedAndGoodAfterwards(KeyFault fault) throws Exception {
        issuer.faults().set(Endpoint.DISCOVERY, fault.fault());
        api = ProtectedApi.open(settings(), clock);
        String token = goodToken();
        assertTrue(Patience.until(RECOVERY, () -> issuer.requests(Endpoint.DISCOVERY) > 0), "metadata are asked for");
        assertComeAgain(api.get("/write", token));
        issuer.faults().clear();
        assertBecomesGood(token);
    }

    @ParameterizedTest
    @EnumSource
    void keysSpoiledLater_leaveGoodTokensGoodAndUnknownOnesUndecided(KeyFault fault) throws Exception {
        api = ProtectedApi.start(settings(), clock);
        String before = goodToken();
        String neverSeen = issuer.mintFor("m2m-es256").serialize();
        assertEquals(200, api.get("/write", before).statusCode());
        issuer.faults().set(Endpoint.JWKS, fault.fault());
        issuer.keys().rotate();
        String after = goodToken();
        assertComeAgain(api.get("/write", after));
        assertEquals(200, api.get("/write", before).statusCode());
        assertEquals(200, api.get("/write", neverSeen).statusCode());
        issuer.faults().clear();
        assertBecomesGood(after);
        assertEquals(200, api.get("/write", before).statusCode());
    }

    @Test
    void keysThatNeverCome_keepNobodyWaiting() throws Exception {
        Hold hold = issuer.faults().hold(Endpoint.JWKS);
        api = ProtectedApi.open(settings(), clock);
        // Were requests to wait for the keys, this would not end before the hold does.
        assertComeAgain(api.get("/write", goodToken()));
        hold.release();
        assertBecomesGood(goodToken());
    }

    @Test
    void floodOfUnknownKidsAtHangingIssuer_delaysNoGoodToken() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        issuer.faults().hold(Endpoint.JWKS);
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
                assertComeAgain(request.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(issuer.requests(Endpoint.JWKS) <= 3, issuer.requests(Endpoint.JWKS) + " fetches");
    }

    @Test
    void floodOfUnknownKids_causesThreeFetchesAtMost() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        for (int i = 0; i < 300; i++) {
            int status = api.get("/write", unknownToken("random-" + i)).statusCode();
            assertTrue(status == 401 || status == 503, "status " + status);
        }
        assertEquals(200, api.get("/write", goodToken()).statusCode());
        assertEquals(3, issuer.requests(Endpoint.JWKS));
    }

    @Test
    void wallClockThatJumps_movesTheTimesOfTokensAlone() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        issuer.resetRequests();
        String token = goodToken();
        Instant now = clock.instant();
        assertEquals("200", api.outcome("/write", token));
        clock.advance(Duration.ofHours(1));
        assertEquals("401 token.expired", api.outcome("/write", token));
        clock.set(now.minus(Duration.ofHours(1)));
        assertEquals("401 token.not-yet-valid", api.outcome("/write", token));
        clock.set(now.plusSeconds(59));
        assertEquals("200", api.outcome("/write", token));
        assertEquals(0, issuer.requests(Endpoint.JWKS), "keys live by another clock");
    }

    @Test
    void issuerThatIsDownAtTheStart_isUndecidedAndGoodAfterwards() throws Exception {
        String token = goodToken();
        provider.stop();
        api = ProtectedApi.open(settings(), clock);
        assertComeAgain(api.get("/write", token));
        provider.start();
        assertBecomesGood(token);
    }
}
