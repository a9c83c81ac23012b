package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Hold;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole mechanism beside an issuer whose keys are unavailable, for every cause. */
class KeyFaultsTest {

    private static IdentityProvider provider;

    private final Map<String, String> settings = new HashMap<>();
    private final Issuer issuer = provider.generic();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
        assertFalse(provider.generic().keys().published().isEmpty());
        assertFalse(provider.keycloak().keys().published().isEmpty());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void clear() {
        issuer.faults().clear();
        provider.keycloak().faults().clear();
    }

    private TestMechanism create() {
        return create(new JwtMechanismFactory());
    }

    private TestMechanism create(JwtMechanismFactory factory) {
        settings.putIfAbsent("auth.jwt.issuer", issuer.issuer());
        settings.putIfAbsent("auth.jwt.audience", "tasklist-api");
        settings.putIfAbsent("auth.jwt.algorithms", "RS256, ES256, EdDSA");
        return TestMechanism.create(
                factory,
                TestContext.of(factory, settings)
                        .withClock(Clock.systemUTC())
                        .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    private static String answer(TestMechanism mechanism, String token) {
        AuthenticationResult result = mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason().code()
                : result instanceof AuthenticationResult.Unavailable unavailable
                        ? unavailable.reason().code()
                        : result.getClass().getSimpleName();
    }

    private static void await(TestMechanism mechanism, Health.State state) {
        while (mechanism.mechanism().health().state() != state) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String good() {
        return issuer.mintFor("demo-client").serialize();
    }

    private String ofUnpublishedKey() {
        return issuer.mintFor("demo-client")
                .signedWith(SigningKey.generate("ES256"))
                .serialize();
    }

    @TestFactory
    Stream<DynamicTest> faultOfTheKeys_leavesKnownKeysGoodAndUnknownOnesUndecided() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("status 500", Fault.status(500));
        faults.put("status 404", Fault.status(404));
        faults.put("too many requests", Fault.status(429).retryAfter(Duration.ofSeconds(30)));
        faults.put("HTML", Fault.html());
        faults.put("nothing", Fault.empty());
        faults.put("half of it", Fault.truncated());
        faults.put("two megabytes", Fault.oversize(2 * 1024 * 1024));
        faults.put("byte by byte", Fault.drip(Duration.ofMinutes(1)));
        faults.put("cut", Fault.cut());
        faults.put("hung up", Fault.hangUp());
        faults.put("late", Fault.delay(Duration.ofHours(1)));
        return faults.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
                    try (TestMechanism mechanism = create()) {
                        await(mechanism, Health.State.UP);
                        issuer.faults().set(Endpoint.JWKS, fault.getValue());
                        assertEquals("keys.undecided", answer(mechanism, ofUnpublishedKey()));
                        assertEquals("Authenticated", answer(mechanism, good()));
                        assertEquals(
                                Health.State.UP, mechanism.mechanism().health().state());
                    } finally {
                        issuer.faults().clear();
                    }
                }));
    }

    /** No time is measured: the answers come while the issuer's is held back, so they did not wait for it. */
    @Test
    void hangingIssuer_doesNotDelayKnownTokens() throws InterruptedException {
        try (TestMechanism mechanism = create();
                Hold hold = heldAfterStart(mechanism)) {
            assertEquals("keys.undecided", answer(mechanism, ofUnpublishedKey()), "and this began a fetch");
            assertTrue(hold.awaitArrivals(1, Duration.ofHours(1)));
            for (int i = 0; i < 200; i++) {
                // The issuer has answered nothing since; had one of these waited for it, it would be undecided too.
                assertEquals("Authenticated", answer(mechanism, good()));
            }
        }
    }

    private Hold heldAfterStart(TestMechanism mechanism) {
        await(mechanism, Health.State.UP);
        return issuer.faults().hold(Endpoint.JWKS);
    }

    @Test
    void issuerDownAtStart_doesNotAffectOthers() {
        Issuer down = provider.keycloak();
        down.faults().set(Endpoint.DISCOVERY, Fault.status(503));
        settings.put("auth.jwt.issuers.other.issuer", down.issuer());
        settings.put("auth.jwt.issuers.other.audience", "tasklist-api");
        try (TestMechanism mechanism = create()) {
            await(mechanism, Health.State.DEGRADED);
            assertEquals("Authenticated", answer(mechanism, good()));
            String token = down.mintFor("demo-client").serialize();
            assertEquals("keys.unavailable", answer(mechanism, token));
            down.faults().clear();
            await(mechanism, Health.State.UP);
            assertEquals("Authenticated", answer(mechanism, token));
        }
    }

    @Test
    void emptySet_isObeyed() {
        try (IdentityProvider emptied = IdentityProvider.demo().start()) {
            Issuer other = emptied.generic();
            settings.put("auth.jwt.issuer", other.issuer());
            try (TestMechanism mechanism = create(new JwtMechanismFactory(null, Duration.ofHours(1)))) {
                await(mechanism, Health.State.UP);
                String token = other.mintFor("demo-client").serialize();
                assertEquals("Authenticated", answer(mechanism, token));
                other.keys().unpublishAll();
                String newer = other.mintFor("demo-client")
                        .signedWith(SigningKey.generate("ES256"))
                        .serialize();
                assertEquals("keys.unavailable", answer(mechanism, newer));
                assertEquals("keys.unavailable", answer(mechanism, token), "though it was remembered");
                assertEquals(Health.State.DOWN, mechanism.mechanism().health().state());
            }
        }
    }

    @Test
    void unreachableKeys_areUnavailableAndLogged() {
        int port = issuer.jwksUri().getPort();
        for (String uri : new String[] {"https://127.0.0.1:" + port + "/jwks", "https://keys.invalid/jwks"}) {
            settings.put("auth.jwt.jwks-uri", URI.create(uri).toString());
            try (TestMechanism mechanism = create()) {
                assertEquals("keys.unavailable", answer(mechanism, good()), uri);
                assertEquals(Health.State.DOWN, mechanism.mechanism().health().state());
            }
        }
    }

    @Test
    void ed25519KeyOfTheProvider_isGoodUnderItsName() {
        issuer.keys().use(SigningKey.generate("EdDSA"));
        try (TestMechanism mechanism = create()) {
            await(mechanism, Health.State.UP);
            String token = issuer.mintFor("demo-client")
                    .signedWith(issuer.keys().current("EdDSA"))
                    .serialize();
            assertEquals("Authenticated", answer(mechanism, token));
            String altered = issuer.mintFor("demo-client")
                    .signedWith(issuer.keys().current("EdDSA"))
                    .alteredSignature()
                    .serialize();
            assertEquals("token.signature", answer(mechanism, altered));
        }
    }
}
