package dev.gatehouse.jwt.vectors;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Submits vectors to a mechanism without a host. */
final class SpiTarget implements VectorTarget {

    /** The verdict where the mechanism failed on a token; no vector expects it. */
    static final String DEFECT = "defect";

    private final TestMechanism mechanism;

    SpiTarget(AuthenticationMechanismFactory factory, Map<String, String> settings) {
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        mechanism = TestMechanism.create(
                factory,
                TestContext.of(factory, settings)
                        .withClock(clock)
                        .withHttpTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    /**
     * A machine under load may not read a file of keys within the second that a token with an unknown kid waits; the
     * one after the reading finds it read.
     */
    @Override
    public String submit(Vector vector) {
        String verdict = submitOnce(vector);
        while (verdict.equals("keys.undecided")) {
            verdict = submitOnce(vector);
        }
        return verdict;
    }

    private String submitOnce(Vector vector) {
        TestRequest request = TestRequest.get("/v1/tasks");
        for (Vector.Field field : vector.headers()) {
            request = request.withHeader(field.name(), field.value());
        }
        if (vector.certificate() != null) {
            request = request.withCertificate(vector.certificate());
        }
        return mechanism.answer(request).map(SpiTarget::verdict).orElse("absent");
    }

    /** Waits until the keys of the only issuer have been fetched. */
    void awaitKeys() {
        while (mechanism.mechanism().health().state() == Health.State.DOWN) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String verdict(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Authenticated) {
            return Vector.GOOD;
        }
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return code(rejected.reason());
        }
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return code(unavailable.reason());
        }
        if (result instanceof AuthenticationResult.Ambiguous ambiguous) {
            return code(ambiguous.reason());
        }
        if (result instanceof AuthenticationResult.NotMine left) {
            Reason reason = left.reason();
            return reason == null || reason.code().equals("credential.unclaimed") ? Vector.FOREIGN : code(reason);
        }
        return "another answer";
    }

    /** The verifier catches its own failures and refuses then, which is right, but no vector may bring it to that. */
    private static String code(Reason reason) {
        return reason.detail().contains("verifier failed") ? DEFECT : reason.code();
    }

    @Override
    public void close() {
        mechanism.close();
    }
}
