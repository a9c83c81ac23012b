package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The mechanism {@code jwt} with settings for reaching its issuer. */
final class ProviderMechanism {

    private ProviderMechanism() {}

    static TestMechanism start(String issuer, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.issuer", issuer);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        for (int i = 0; i < more.length; i += 2) {
            settings.put("auth.jwt." + more[i], more[i + 1]);
        }
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    /** Returns {@code UP}, or why there are no keys, as soon as the first fetch has ended. */
    static String outcome(String issuer, String... more) {
        try (TestMechanism mechanism = start(issuer, more)) {
            return outcome(mechanism);
        }
    }

    static String outcome(TestMechanism mechanism) {
        Health health = mechanism.mechanism().health();
        while (health.state() != Health.State.UP && health.detail().contains("no keys yet")) {
            LockSupport.parkNanos(1_000_000);
            health = mechanism.mechanism().health();
        }
        return health.state() == Health.State.UP ? "UP" : health.detail();
    }

    /** Run in a JVM of its own: prints the outcome for an issuer and settings, given as arguments. */
    public static void main(String[] arguments) {
        String[] more = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, more, 0, more.length);
        System.out.println("outcome: " + outcome(arguments[0], more));
    }
}
