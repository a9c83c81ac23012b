package dev.gatehouse.identity.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerDetailsTest {

    private final DetailsRig rig = new DetailsRig();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        rig.close();
    }

    @Test
    void answers_becomeTheCallersDetails() {
        Caller caller = rig.admitted("token-1");
        assertEquals(
                Set.of(
                        "READ",
                        "WRITE",
                        "process-definition:READ:invoice",
                        "process-definition:START_PROCESS_INSTANCE:invoice"),
                caller.permissions());
        assertEquals(Set.of("sales", "board"), caller.groups());
        assertEquals(Set.of("red", "<default>"), caller.tenants());
    }

    @Test
    void questions_carryTheTokenAndEachAudience() {
        rig.admitted("token-1");
        assertTrue(rig.service.seen().stream()
                .allMatch(seen -> seen.authorization().equals("Bearer token-1")));
        List<String> queries = rig.service.seen().stream()
                .filter(seen -> seen.path().equals(FakeService.PERMISSIONS))
                .map(FakeService.Seen::query)
                .sorted()
                .toList();
        assertEquals(List.of("audience=tasklist-api", "audience=zeebe+api"), queries);
        assertEquals(5, rig.service.seen().size());
    }

    @Test
    void onlyWhatIsConfigured_isAsked() {
        try (DetailsRig tenants =
                new DetailsRig(Map.of("auth.identity.tenants-from", "service"), Duration.ofMinutes(1))) {
            Caller base = tenants.caller("jane")
                    .permissions(Set.of("READ", "process-definition:READ:x"))
                    .groups(Set.of("own"))
                    .tenants(Set.of("of the claim"))
                    .build();
            Caller caller = DetailsRig.admitted(tenants.ask(base, "token-1"));
            assertEquals(Set.of(FakeService.TENANTS), tenants.paths());
            assertEquals(Set.of("red", "<default>"), caller.tenants());
            assertEquals(Set.of("own"), caller.groups());
            assertEquals(Set.of("READ", "process-definition:READ:x"), caller.permissions());
        }
    }

    @Test
    void rememberedToken_isNotAskedAboutAgainAndIsTheSameCaller() {
        Caller base = rig.caller("jane").build();
        Caller first = DetailsRig.admitted(rig.ask(base, "token-1"));
        rig.service.close();
        assertSame(DetailsRig.admitted(rig.ask(base, "token-1")), DetailsRig.admitted(rig.ask(base, "token-1")));
        assertEquals(
                first.permissions(),
                DetailsRig.admitted(rig.ask(base, "token-1")).permissions());
    }

    @Test
    void tokenThatIsVerifiedAnew_keepsTheAnswers() {
        Caller first = rig.admitted("token-1");
        rig.service.forget();
        Caller anew = rig.caller("jane").displayName("Jane").build();
        Caller second = DetailsRig.admitted(rig.ask(anew, "token-1"));
        assertNotSame(first, second);
        assertEquals("Jane", second.displayName());
        assertEquals(first.tenants(), second.tenants());
        assertEquals(List.of(), rig.service.seen());
    }

    @Test
    void answers_areUsedForTheCacheTimeAlone() {
        rig.admitted("token-1");
        rig.service.json(FakeService.TENANTS, "[]");
        rig.pass(Duration.ofSeconds(29));
        assertEquals(Set.of("red", "<default>"), rig.admitted("token-1").tenants());
        rig.pass(Duration.ofSeconds(31));
        assertEquals(Set.of(), rig.admitted("token-1").tenants());
    }

    @Test
    void afterHalfOfTheTime_answersAreRenewedWithoutWaiting() throws InterruptedException {
        rig.admitted("token-1");
        CountDownLatch held = new CountDownLatch(1);
        rig.service.on(FakeService.TENANTS, exchange -> {
            await(held);
            FakeService.status(200, "[{\"tenantId\":\"blue\"}]").answer(exchange);
        });
        rig.pass(Duration.ofSeconds(31));
        assertEquals(Set.of("red", "<default>"), rig.admitted("token-1").tenants());
        held.countDown();
        while (!rig.admitted("token-1").tenants().equals(Set.of("blue"))) {
            LockSupport.parkNanos(1_000_000);
        }
        rig.pass(Duration.ofSeconds(31));
        assertEquals(Set.of("blue"), rig.admitted("token-1").tenants());
    }

    @Test
    void outage_keepsRememberedCallersForTheRestOfTheTimeAndThenIs503() {
        rig.admitted("token-1");
        rig.service.all(FakeService.status(500, "down"));
        rig.pass(Duration.ofSeconds(40));
        assertEquals(Set.of("red", "<default>"), rig.admitted("token-1").tenants());
        rig.pass(Duration.ofSeconds(21));
        assertEquals("503 identity.unavailable", DetailsRig.code(rig.ask("token-1")));
        rig.service.usual();
        rig.pass(Duration.ofSeconds(5));
        rig.admitted("token-1");
    }

    @Test
    void expiredToken_isNotRemembered() {
        Caller base =
                rig.caller("jane").expiry(rig.clock.instant().plusSeconds(5)).build();
        DetailsRig.admitted(rig.ask(base, "token-1"));
        rig.service.all(FakeService.status(401, ""));
        rig.clock.advance(Duration.ofSeconds(5));
        assertEquals("401 identity.expired", DetailsRig.code(rig.ask(base, "token-1")));
    }

    @Test
    void tokenThatExpiresWhileTheServiceAnswers_isRefused() {
        Caller base =
                rig.caller("jane").expiry(rig.clock.instant().plusSeconds(5)).build();
        rig.service.on(FakeService.GROUPS, exchange -> {
            rig.clock.advance(Duration.ofSeconds(5));
            FakeService.status(200, "[]").answer(exchange);
        });
        assertEquals("401 identity.expired", DetailsRig.code(rig.ask(base, "token-1")));
        rig.service.usual();
        assertEquals("401 identity.expired", DetailsRig.code(rig.ask(base, "token-1")));
    }

    @Test
    void manyFirstUsesOfOneToken_askOnce() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        rig.service.on(FakeService.GROUPS, exchange -> {
            await(held);
            FakeService.status(200, "[\"sales\"]").answer(exchange);
        });
        List<Future<AuthenticationResult>> results = new ArrayList<>();
        for (int i = 0; i < CallerDetails.MAX_WAITERS; i++) {
            results.add(threads.submit(() -> rig.ask("token-1")));
        }
        while (rig.service.seen().size() < 5) {
            LockSupport.parkNanos(1_000_000);
        }
        held.countDown();
        for (Future<AuthenticationResult> result : results) {
            assertEquals(Set.of("sales"), DetailsRig.admitted(result.get()).groups());
        }
        assertEquals(5, rig.service.seen().size());
    }

    @Test
    void hangingService_refusesFurtherTokensAtOnceAndAdmitsRememberedOnes() throws Exception {
        rig.admitted("remembered");
        rig.service.forget();
        CountDownLatch held = new CountDownLatch(1);
        rig.service.all(exchange -> {
            await(held);
            FakeService.status(500, "").answer(exchange);
        });
        List<Future<AuthenticationResult>> waiting = new ArrayList<>();
        for (int i = 0; i < CallerDetails.MAX_WAITERS; i++) {
            String token = "token-" + i;
            waiting.add(threads.submit(() -> rig.ask(token)));
        }
        while (rig.service.seen().size() < 5 * CallerDetails.MAX_WAITERS) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals("503 identity.saturated", DetailsRig.code(rig.ask("another")));
        rig.admitted("remembered");
        held.countDown();
        for (Future<AuthenticationResult> result : waiting) {
            assertEquals("503 identity.unavailable", DetailsRig.code(result.get()));
        }
    }

    @Test
    void repeatedFailures_suspendCallsAndTheReturnIsNoticed() {
        rig.service.all(FakeService.status(503, "", "Retry-After", "20"));
        for (int i = 0; i < 5; i++) {
            assertEquals("503 identity.unavailable", DetailsRig.code(rig.ask("token-" + i)));
        }
        assertEquals(Health.State.DEGRADED, rig.details.health().state());
        rig.service.forget();
        AuthenticationResult.Unavailable suspended = (AuthenticationResult.Unavailable) rig.ask("token-6");
        assertTrue(suspended.retryAfter().compareTo(Duration.ofSeconds(19)) > 0, suspended.toString());
        assertEquals(List.of(), rig.service.seen());
        rig.service.usual();
        rig.pass(Duration.ofSeconds(21));
        rig.admitted("token-6");
        assertEquals(Health.up(), rig.details.health());
    }

    @Test
    void badTokens_doNotSuspendCallsForOthers() {
        rig.service.all(FakeService.status(401, ""));
        for (int i = 0; i < 10; i++) {
            assertEquals("503 identity.refused", DetailsRig.code(rig.ask("token-" + i)));
        }
        rig.service.usual();
        rig.admitted("good");
    }

    @Test
    void withoutCacheTime_eachRequestAsks() {
        Map<String, String> settings = new HashMap<>(DetailsRig.EVERYTHING);
        settings.put("auth.identity.service.cache-time", "0s");
        try (DetailsRig own = new DetailsRig(settings, Duration.ofMinutes(1))) {
            own.admitted("token-1");
            own.service.json(FakeService.TENANTS, "[]");
            assertEquals(Set.of(), own.admitted("token-1").tenants());
        }
    }

    @Test
    void cache_isBounded() {
        Map<String, String> settings = new HashMap<>(DetailsRig.EVERYTHING);
        settings.put("auth.identity.service.cache-size", "3");
        try (DetailsRig own = new DetailsRig(settings, Duration.ofMinutes(1))) {
            for (int i = 0; i < 20; i++) {
                own.admitted("token-" + i);
            }
            assertTrue(own.details.remembered() <= 3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void measurements_tellCallsAndRememberedCallers() {
        rig.admitted("token-1");
        rig.admitted("token-1");

        Map<String, Double> measured = new HashMap<>();
        rig.details.measurements().forEach(each -> measured.put(each.name(), each.value()));

        assertEquals(1, measured.get("service.calls"));
        assertEquals(0, measured.get("service.failures"));
        assertEquals(0, measured.get("service.running"));
        assertEquals(1, measured.get("service.remembered"));
    }
}
