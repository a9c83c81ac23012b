package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 6: two requests a second with random kids while the issuer rotates its keys without overlap. */
class RotationUnderAttackCasesTest {

    private static final TestKey OLD = TestKey.elliptic("old", Curve.P_256);
    private static final TestKey NEW = TestKey.elliptic("new", Curve.P_256);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_ATTACK = 5;

    private final TestIssuer issuer = TestIssuer.publishing(OLD);
    private final TestVerifier verifier = TestVerifier.of(issuer);
    private int sent;

    private static String token(TestKey key, String kid) {
        return TestToken.of(key)
                .algorithm("ES256")
                .header(TestToken.header("ES256", kid))
                .compact();
    }

    /** One request of the attacker, which comes twice a second. */
    private interface Attacker {
        void send(int number);
    }

    /** Returns for how many milliseconds good tokens are 503 after a rotation in the middle of an attack. */
    private long outage(int ticksBefore, Attacker attacker, String goodSource) {
        for (int tick = 0; tick < ticksBefore; tick++) {
            attack(attacker, tick);
        }
        issuer.publish(NEW);
        for (int tick = 0; tick < 1_000; tick++) {
            String outcome = outcome(token(NEW, "new"), goodSource);
            if (outcome.equals("verified")) {
                return tick * TICK.toMillis();
            }
            assertEquals("keys.undecided", outcome);
            attack(attacker, tick);
        }
        return Long.MAX_VALUE;
    }

    private void attack(Attacker attacker, int tick) {
        if (tick % TICKS_PER_ATTACK == 0) {
            attacker.send(sent++);
        }
        verifier.advance(TICK);
    }

    private String outcome(String token, String source) {
        return source.isEmpty() ? verifier.outcome(token) : verifier.outcome(token, source);
    }

    /** The worst moment is when the attack has just begun, and three fetches were in vain. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 15, 16, 50, 100, 300, 599, 600, 601, 1_200})
    void attackFromAnotherSource_delaysNoGoodToken(int ticksBefore) {
        long outage = outage(ticksBefore, n -> outcome(token(OLD, "random-" + n), "192.0.2.66"), "198.51.100.7");
        assertEquals(0, outage);
    }

    @ParameterizedTest
    @CsvSource({"15, ''", "100, ''", "300, ''", "15, 192.0.2.66", "300, 192.0.2.66"})
    void attackFromTheSameOrAnUnknownSource_endsWithTheSecondRequest(int ticksBefore, String source) {
        long outage = outage(ticksBefore, n -> outcome(token(OLD, "random-" + n), source), source);
        assertTrue(outage <= TICK.toMillis(), () -> outage + " ms");
    }

    /** An attacker who sends each kid twice gets the reserve once a minute for each source. */
    @ParameterizedTest
    @ValueSource(ints = {15, 100, 300, 600})
    void attackThatRepeatsItsKids_delaysNoGoodTokenOfAnotherSource(int ticksBefore) {
        long outage = outage(
                ticksBefore,
                n -> {
                    outcome(token(OLD, "random-" + n), "192.0.2.66");
                    outcome(token(OLD, "random-" + n), "192.0.2.66");
                },
                "198.51.100.7");
        assertEquals(0, outage);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 100, 300, 600})
    void attackFromAsManySourcesAsRequests_delaysGoodTokensForTenSeconds(int ticksBefore) {
        long outage =
                outage(ticksBefore, n -> outcome(token(OLD, "random-" + n), "192.0.2." + n % 250), "198.51.100.7");
        assertTrue(outage <= 10_000, () -> outage + " ms");
    }

    /** A /64 network of IPv6 belongs to one customer. */
    @Test
    void attackFromOneNetworkOfIpv6_isOneSource() {
        long outage = outage(
                300, n -> outcome(token(OLD, "random-" + n), "2001:db8:1:2::" + Integer.toHexString(n)), "2001:db8::7");
        assertEquals(0, outage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.66"})
    void attackForAnHour_fetchesNoMoreThanBefore(String source) {
        int before = issuer.fetches();
        for (int i = 0; i < 7_200; i++) {
            outcome(token(OLD, "random-" + i), source);
            verifier.keyClock.advance(Duration.ofMillis(500));
        }
        int scheduled = 15;
        int fetches = issuer.fetches() - before;
        assertTrue(fetches <= 3 + 120 + scheduled, () -> fetches + " fetches");
    }

    @Test
    void attackFromAllSourcesForAnHour_isBoundedForTheIssuer() {
        int before = issuer.fetches();
        for (int i = 0; i < 7_200; i++) {
            outcome(token(OLD, "random-" + i), "192.0." + i / 250 + "." + i % 250);
            verifier.keyClock.advance(Duration.ofMillis(500));
        }
        int fetches = issuer.fetches() - before;
        assertTrue(fetches <= 6 + 120 + 360 + 15, () -> fetches + " fetches");
    }

    /** The same over HTTP, through the whole mechanism. */
    @Test
    void realIssuerUnderAttack_delaysNoGoodToken() {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            Issuer real = provider.generic();
            JwtMechanismFactory factory = new JwtMechanismFactory(null, Duration.ofHours(1));
            Map<String, String> settings =
                    Map.of("auth.jwt.issuer", real.issuer(), "auth.jwt.audience", "tasklist-api");
            TestContext context = TestContext.of(factory, settings)
                    .withClock(Clock.systemUTC())
                    .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));
            try (TestMechanism mechanism = TestMechanism.create(factory, context)) {
                while (mechanism.mechanism().health().state() != Health.State.UP) {
                    LockSupport.parkNanos(1_000_000);
                }
                SigningKey invented = SigningKey.generate("ES256", "x");
                for (int i = 0; i < 20; i++) {
                    String token = real.mintFor("demo-client")
                            .signedWith(invented)
                            .header("kid", "random-" + i)
                            .serialize();
                    assertFalse(answer(mechanism, token, "192.0.2.66") instanceof AuthenticationResult.Authenticated);
                }
                real.keys().rotateWithoutOverlap();
                String good = real.mintFor("demo-client").serialize();
                assertInstanceOf(
                        AuthenticationResult.Unavailable.class,
                        answer(mechanism, good, "192.0.2.66"),
                        "the same source");
                assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism, good, "198.51.100.7"));
            }
        }
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String token, String source) {
        return mechanism
                .answer(TestRequest.get("/")
                        .withHeader("Authorization", "Bearer " + token)
                        .withClientAddress(source))
                .orElseThrow();
    }

    /** The credential of a request knows its source. Nothing looks the address up while keys are known. */
    @Test
    void credential_tellsTheSourceOfItsRequest() {
        BearerCredential credential = new BearerExtractor()
                .extract(TestRequest.get("/")
                        .withHeader("Authorization", "Bearer " + token(OLD, "old"))
                        .withClientAddress("198.51.100.9"))
                .orElseThrow();
        assertEquals("198.51.100.9", credential.address());
        assertEquals("BearerCredential", credential.toString());
    }
}
