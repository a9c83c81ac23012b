package dev.gatehouse.testkit.mechanisms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Continue;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NegotiateContractTest implements MechanismContract {

    private static final Secret PASSWORD = Secret.of("password-1001");

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new NegotiateFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.negotiate.user", "demo", "auth.negotiate.password", PASSWORD.reveal());
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(clock);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return secondLeg(firstLeg(mechanism, "demo"), PASSWORD);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "proof for an exchange that nobody began", secondLeg("A".repeat(43), PASSWORD),
                "not base64", TestRequest.get("/").withHeader("Authorization", "Negotiate ***"),
                "neither leg", leg("goodbye demo"));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD.reveal());
    }

    @Test
    void wrongPassword_isRejectedAtTheSecondLeg() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest wrong = secondLeg(firstLeg(mechanism, "demo"), Secret.of("password-1002"));
            assertRejected("negotiate.wrong", mechanism.answer(wrong).orElseThrow());
        }
    }

    @Test
    void unknownUser_getsAFirstLegLikeAnyOther() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest stranger = secondLeg(firstLeg(mechanism, "stranger"), PASSWORD);
            assertRejected("negotiate.wrong", mechanism.answer(stranger).orElseThrow());
        }
    }

    @Test
    void secondLegTwice_isRejectedTheSecondTime() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest good = goodRequest(mechanism);
            assertInstanceOf(Authenticated.class, mechanism.answer(good).orElseThrow());
            assertRejected("negotiate.unknown-exchange", mechanism.answer(good).orElseThrow());
        }
    }

    @Test
    void secondLegTooLate_isRejected() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest good = goodRequest(mechanism);
            clock.advance(Exchanges.LIFE);
            assertRejected("negotiate.unknown-exchange", mechanism.answer(good).orElseThrow());
        }
    }

    @Test
    void secondLegAfterAReload_isAuthenticated() {
        TestContext context = context();
        TestMechanism old = TestMechanism.create(factory(), context);
        TestRequest second = goodRequest(old);
        try (TestMechanism successor = TestMechanism.create(factory(), context)) {
            old.close();
            assertInstanceOf(Authenticated.class, successor.answer(second).orElseThrow());
        }
    }

    @Test
    void tooManyExchanges_areUnavailableUntilOneEnds() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest first = goodRequest(mechanism);
            for (int i = 1; i < Exchanges.MOST; i++) {
                firstLeg(mechanism, "demo");
            }
            assertInstanceOf(
                    Unavailable.class, mechanism.answer(leg("hello demo")).orElseThrow());
            assertInstanceOf(Authenticated.class, mechanism.answer(first).orElseThrow());
            assertInstanceOf(Continue.class, mechanism.answer(leg("hello demo")).orElseThrow());
        }
    }

    private static void assertRejected(String code, AuthenticationResult result) {
        assertEquals(code, assertInstanceOf(Rejected.class, result).reason().code());
    }

    /** Returns the nonce. */
    private static String firstLeg(TestMechanism mechanism, String user) {
        Continue leg = assertInstanceOf(
                Continue.class, mechanism.answer(leg("hello " + user)).orElseThrow());
        return nonce(leg.challenges().get(0).headerValue());
    }

    static String nonce(String challenge) {
        return new String(Base64.getDecoder().decode(challenge.substring("Negotiate ".length())), UTF_8);
    }

    private static TestRequest secondLeg(String nonce, Secret password) {
        return leg("proof " + nonce + " " + NegotiateMechanism.proof(password, nonce));
    }

    private static TestRequest leg(String text) {
        return TestRequest.get("/").withHeader("Authorization", header(text));
    }

    static String header(String text) {
        return "Negotiate " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
