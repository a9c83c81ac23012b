package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole mechanism beside a real issuer that comes, goes and changes its keys. */
class IssuerOutageTest {

    private final IdentityProvider provider = IdentityProvider.demo().start();
    private final Issuer issuer = provider.generic();
    /** Waits for as long as a fetch takes: how long that is must not decide. */
    private final JwtMechanismFactory factory = new JwtMechanismFactory(null, Duration.ofHours(1));

    private TestMechanism mechanism;

    @AfterEach
    void end() {
        if (mechanism != null) {
            mechanism.close();
        }
        provider.close();
    }

    private void create() {
        mechanism = TestMechanism.create(factory, context());
    }

    private TestContext context() {
        Map<String, String> settings = Map.of("auth.jwt.issuer", issuer.issuer(), "auth.jwt.audience", "tasklist-api");
        return TestContext.of(factory, settings)
                .withClock(Clock.systemUTC())
                .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private AuthenticationResult answer(String token) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    private String goodToken() {
        return issuer.mintFor("demo-client").serialize();
    }

    private void awaitUp() {
        while (mechanism.mechanism().health().state() != Health.State.UP) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(Health.up(), mechanism.mechanism().health());
    }

    @Test
    void lateIssuer_becomesAvailable() {
        String token = goodToken();
        provider.stop();
        create();
        AuthenticationResult.Unavailable unavailable =
                assertInstanceOf(AuthenticationResult.Unavailable.class, answer(token));
        assertEquals("keys.unavailable", unavailable.reason().code());
        assertEquals(Health.State.DOWN, mechanism.mechanism().health().state());
        provider.start();
        awaitUp();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(token));
    }

    @Test
    void stoppedIssuer_validTokensStayValid() {
        create();
        awaitUp();
        provider.stop();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(goodToken()));
        assertInstanceOf(
                AuthenticationResult.Rejected.class,
                answer(issuer.mintFor("demo-client").alteredSignature().serialize()));
        SigningKey unpublished = SigningKey.generate("ES256", "new");
        assertInstanceOf(
                AuthenticationResult.Unavailable.class,
                answer(issuer.mintFor("demo-client").signedWith(unpublished).serialize()));
        provider.start();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(goodToken()));
    }

    @Test
    void successorAfterAReload_hasTheKeysFromTheStart() {
        TestContext context = context();
        mechanism = TestMechanism.create(factory, context);
        awaitUp();
        provider.stop();
        mechanism.close();
        mechanism = TestMechanism.create(factory, context);
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(goodToken()));
    }

    @Test
    void rotatedKeys_areGoodAtOnce() {
        create();
        awaitUp();
        String before = goodToken();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(before));
        issuer.keys().rotate();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(goodToken()));
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(before));
        issuer.keys().rotateWithoutOverlap();
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(goodToken()));
        AuthenticationResult.Rejected rejected = assertInstanceOf(AuthenticationResult.Rejected.class, answer(before));
        assertEquals("token.key-unknown", rejected.reason().code());
    }

    @Test
    void unknownKidFlood_causesThreeFetches() {
        create();
        awaitUp();
        String good = goodToken();
        issuer.resetRequests();
        long begin = System.nanoTime();
        SigningKey key = SigningKey.generate("ES256", "x");
        for (int i = 0; i < 500; i++) {
            String token = issuer.mintFor("demo-client")
                    .signedWith(key)
                    .header("kid", "random-" + i)
                    .serialize();
            assertTrue(!(answer(token) instanceof AuthenticationResult.Authenticated));
        }
        assertInstanceOf(AuthenticationResult.Authenticated.class, answer(good));
        // Three in each minute, and one before the end of the keys' life, which is longer.
        long minutes = 1 + TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begin);
        int fetches = issuer.requests(Endpoint.JWKS);
        assertTrue(fetches >= 3 && fetches <= 4 * minutes - 1, fetches + " fetches in " + minutes + " minutes");
    }

    @Test
    void badTokensOfTheProvider_areRefused() {
        create();
        awaitUp();
        Map<String, String> bad = Map.of(
                issuer.mintFor("demo-client").expired().serialize(), "token.expired",
                issuer.mintFor("m2m-wrong-aud").serialize(), "token.audience",
                issuer.mintFor("demo-client").signedByImpostor().serialize(), "token.signature",
                issuer.mintFor("demo-client").hmacWithPublicKey().serialize(), "token.algorithm",
                issuer.mintFor("demo-client").alteredClaim("sub", "admin").serialize(), "token.signature",
                issuer.mintFor("demo-client").unsigned().serialize(), "token.malformed");
        bad.forEach((token, reason) -> {
            AuthenticationResult.Rejected rejected =
                    assertInstanceOf(AuthenticationResult.Rejected.class, answer(token), reason);
            assertEquals(reason, rejected.reason().code());
        });
        assertInstanceOf(
                AuthenticationResult.NotMine.class,
                answer(provider.keycloak().mintFor("demo-client").serialize()));
    }
}
