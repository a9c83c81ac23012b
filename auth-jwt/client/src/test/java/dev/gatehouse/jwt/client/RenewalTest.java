package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Hold;
import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token of 300 seconds: with the chance of a half it is renewed at three quarters of its life. */
class RenewalTest {

    private static final Duration RENEWAL = Duration.ofSeconds(225);

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final FakeTimer timer = new FakeTimer(clock);
    private IdentityProvider provider;
    private Issuer issuer;
    private TokenClient tokens;

    @BeforeEach
    void start() {
        provider = IdentityProvider.demo().clock(clock).start();
        issuer = provider.keycloak();
        tokens = PatientClient.builder()
                .clientId("demo-client")
                .clientSecret("demo-secret")
                .tokenEndpoint(issuer.tokenEndpoint().toString())
                .clock(clock)
                .timer(timer)
                .maxAttempts(1)
                .build();
    }

    @AfterEach
    void stop() {
        tokens.close();
        provider.close();
    }

    @Test
    void manyFirstCallers_causeOneRequest() throws Exception {
        try (Hold hold = issuer.faults().hold(Endpoint.TOKEN)) {
            List<Future<AccessToken>> all = together(64, tokens::token);
            assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)));
            hold.release();

            Set<AccessToken> got = new HashSet<>();
            for (Future<AccessToken> each : all) {
                got.add(each.get());
            }
            assertEquals(1, got.size());
        }
        assertEquals(1, requests());
    }

    @Test
    void manyCallersOfAFailingServer_causeOneRequest() throws Exception {
        issuer.faults().set(Endpoint.TOKEN, Fault.status(503).retryAfter(Duration.ofSeconds(60)));
        try (Hold hold = issuer.faults().hold(Endpoint.TOKEN)) {
            List<Future<AccessToken>> all = together(64, tokens::token);
            assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)));
            hold.release();

            for (Future<AccessToken> each : all) {
                ExecutionException failure = assertThrows(ExecutionException.class, each::get);
                assertEquals(Kind.UNAVAILABLE, ((TokenException) failure.getCause()).kind());
            }
        }
        assertEquals(1, requests());
    }

    @Test
    void usedToken_isRenewedAheadWithoutAWait() throws Exception {
        AccessToken first = tokens.token();
        assertEquals(first, tokens.token());

        assertEquals(RENEWAL, timer.elapse());
        await(() -> timer.waiting() == 1);

        AccessToken second = tokens.token();
        assertFalse(second.equals(first));
        assertEquals(2, requests());
    }

    @Test
    void unusedToken_isNotRenewed() throws Exception {
        tokens.token();

        assertEquals(RENEWAL, timer.elapse());

        assertEquals(0, timer.waiting());
        assertEquals(1, requests());
    }

    @Test
    void callerInTheTimeOfRenewal_getsTheOldTokenAtOnce() throws Exception {
        AccessToken first = tokens.token();
        clock.advance(Duration.ofMinutes(4));
        try (Hold hold = issuer.faults().hold(Endpoint.TOKEN)) {
            assertEquals(first, tokens.token());
            assertEquals(first, tokens.token());
            assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)));
        }
        await(() -> !first.equals(tokens.tokenAsync().join()));
        assertEquals(2, requests());
    }

    @Test
    void failingRenewal_leavesTheOldTokenUntilItsEnd() throws Exception {
        AccessToken first = tokens.token();
        issuer.faults().set(Endpoint.TOKEN, Fault.hangUp());
        clock.advance(Duration.ofMinutes(4));

        assertEquals(first, tokens.token());
        await(() -> timer.waiting() == 2);
        assertEquals(first, tokens.token());
        clock.advance(Duration.ofSeconds(54));
        assertEquals(first, tokens.token());

        clock.advance(Duration.ofSeconds(2));
        assertThrows(TokenException.class, tokens::token);
    }

    @Test
    void refusedRenewal_leavesTheOldTokenAndAsksNoMoreForHalfAMinute() throws Exception {
        AccessToken first = tokens.token();
        issuer.faults().set(Endpoint.TOKEN, Fault.status(401));
        clock.advance(Duration.ofSeconds(226));
        assertEquals(first, tokens.token());
        await(() -> timer.waiting() == 2);

        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertEquals(first, tokens.token());
        }
        assertEquals(2, requests());

        clock.advance(Duration.ofSeconds(1));
        assertEquals(first, tokens.token());
        await(() -> requests() == 3);
    }

    @Test
    void serverThatIsBack_isNoticedAfterThePause() throws Exception {
        issuer.faults().set(Endpoint.TOKEN, Fault.status(503), 1);
        assertThrows(TokenException.class, tokens::token);
        assertThrows(TokenException.class, tokens::token);
        assertEquals(1, requests());

        clock.advance(Duration.ofSeconds(4));

        assertEquals("Bearer ", tokens.token().authorization().substring(0, 7));
        assertEquals(2, requests());
    }

    @Test
    void invalidatedToken_isReplaced() throws Exception {
        AccessToken first = tokens.token();

        assertTrue(tokens.invalidate(first));

        assertFalse(tokens.token().equals(first));
        assertEquals(2, requests());
    }

    @Test
    void manyWhoInvalidateTheSameToken_causeOneRequest() throws Exception {
        AccessToken first = tokens.token();

        List<Future<AccessToken>> all = together(64, () -> {
            assertTrue(tokens.invalidate(first));
            return tokens.token();
        });

        Set<AccessToken> got = new HashSet<>();
        for (Future<AccessToken> each : all) {
            got.add(each.get());
        }
        assertEquals(1, got.size());
        assertFalse(got.contains(first));
        assertEquals(2, requests());
    }

    @Test
    void resourceServerThatRefusesEveryToken_causesOneRequestIn10Seconds() throws Exception {
        AccessToken first = tokens.token();
        assertTrue(tokens.invalidate(first));
        AccessToken second = tokens.token();

        for (int i = 0; i < 1000; i++) {
            assertFalse(tokens.invalidate(second));
            assertEquals(second, tokens.token());
        }
        assertEquals(2, requests());

        clock.advance(TokenSlot.BETWEEN_INVALIDATIONS);
        assertTrue(tokens.invalidate(second));
        tokens.token();
        assertEquals(3, requests());
    }

    @Test
    void tokenOfYesterday_canBeInvalidatedAtAnyTime() throws Exception {
        AccessToken first = tokens.token();
        assertTrue(tokens.invalidate(first));
        AccessToken second = tokens.token();

        assertTrue(tokens.invalidate(first));

        assertEquals(second, tokens.token());
    }

    @Test
    void clockThatIsSetBack_doesNotKeepTheToken() throws Exception {
        AccessToken first = tokens.token();
        clock.advance(Duration.ofHours(-2));

        assertFalse(tokens.token().equals(first));
    }

    @Test
    void closing_failsThoseWhoWait() throws Exception {
        try (Hold hold = issuer.faults().hold(Endpoint.TOKEN)) {
            List<Future<AccessToken>> all = together(4, tokens::token);
            assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)));

            tokens.close();

            for (Future<AccessToken> each : all) {
                ExecutionException failure = assertThrows(ExecutionException.class, each::get);
                assertEquals(Kind.CLOSED, ((TokenException) failure.getCause()).kind());
            }
        }
    }

    private int requests() {
        return issuer.requests(Endpoint.TOKEN);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static <T> List<Future<T>> together(int count, Callable<T> task) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        CyclicBarrier line = new CyclicBarrier(count);
        List<Future<T>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(threads.submit(() -> {
                line.await();
                return task.call();
            }));
        }
        threads.shutdown();
        return all;
    }
}
