package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTest {

    private static final AttemptLimit PAIR = new AttemptLimit(2, Duration.ofSeconds(30));
    private static final int STRANGERS = 40;
    private static final LoginLimits LIMIT =
            new LoginLimits(PAIR, new AttemptLimit(STRANGERS, Duration.ofMillis(1500)), PAIR);

    private final ManualTicker ticks = new ManualTicker();
    private final LoginThrottle throttle = new LoginThrottle(ticks);

    private boolean take(String name, String address) throws Exception {
        return throttle.takeAccount(throttle.account(name, address), LIMIT).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "DEMO", "Demo", " demo ", "\uff44emo"})
    void spellingsOfAName_shareOneCount(String spelling) throws Exception {
        assertEquals(throttle.account("demo", "192.0.2.1"), throttle.account(spelling, "192.0.2.1"));
    }

    @Test
    void guessesFromOneAddress_doNotLockOutAnother() throws Exception {
        for (int i = 0; i < 1000; i++) {
            take("demo", "192.0.2.1");
        }
        assertEquals(false, take("demo", "192.0.2.1"));
        assertTrue(take("demo", "192.0.2.2"), "never seen before, and free all the same");
        ticks.seconds(30);
        assertTrue(take("demo", "192.0.2.1"));
        assertTrue(take("demo", "192.0.2.2"));
    }

    @Test
    void unknownAddresses_shareAWiderCount() throws Exception {
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += take("demo", "192.0.2." + i) ? 1 : 0;
        }
        assertEquals(STRANGERS, taken);
        assertTrue(take("act", "192.0.2.3"), "another account");
        ticks.seconds(30);
        taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += take("demo", "198.51.100." + i) ? 1 : 0;
        }
        assertEquals(20, taken, "one more for each interval");
    }

    @Test
    void attemptRefusedByTheSharedCount_isReturned() throws Exception {
        for (int i = 0; i < 200; i++) {
            take("demo", "192.0.2." + i);
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(false, take("demo", "203.0.113.7"));
        }
        throttle.succeeded(throttle.account("demo", "203.0.113.7"), "demo", "203.0.113.7");
        assertTrue(take("demo", "203.0.113.7"));
        assertTrue(take("demo", "203.0.113.7"));
    }

    @Test
    void knownAddress_isNotLockedOut() throws Exception {
        throttle.succeeded(throttle.account("demo", "192.0.2.1"), "demo", "192.0.2.1");
        for (int i = 0; i < 100; i++) {
            take("demo", "203.0.113." + i);
        }
        assertEquals(false, take("demo", "203.0.113.1"));
        assertTrue(take("demo", "192.0.2.1"));
        assertTrue(take("Demo", "192.0.2.1"));
        assertEquals(false, take("demo", "192.0.2.1"), "a known address still has its own count");
    }

    @Test
    void success_resetsTheAccountOnly() throws Exception {
        assertTrue(throttle.takeSource("192.0.2.1", LIMIT).isZero());
        assertTrue(throttle.takeSource("192.0.2.1", LIMIT).isZero());
        assertTrue(take("demo", "192.0.2.1"));
        assertTrue(take("demo", "192.0.2.1"));
        throttle.succeeded(throttle.account("demo", "192.0.2.1"), "demo", "192.0.2.1");
        assertTrue(take("demo", "198.51.100.7"));
        assertTrue(take("demo", "198.51.100.7"));
        assertEquals(Duration.ofSeconds(30), throttle.takeSource("192.0.2.1", LIMIT));
        ticks.seconds(30);
        assertTrue(throttle.takeSource("192.0.2.1", LIMIT).isZero());
    }

    @Test
    void addressesOfOneIpv6Network_shareOneCount() throws Exception {
        assertTrue(throttle.takeSource("2001:db8:1:2::1", LIMIT).isZero());
        assertTrue(throttle.takeSource("2001:db8:1:2:ffff::9", LIMIT).isZero());
        assertEquals(false, throttle.takeSource("2001:db8:1:2:3:4:5:6", LIMIT).isZero());
        assertTrue(throttle.takeSource("2001:db8:1:3::1", LIMIT).isZero());
        assertTrue(throttle.takeSource("no:address", LIMIT).isZero());
    }

    @Test
    void namesAndAddresses_areNotConfused() throws Exception {
        assertNotEquals(throttle.account("a", "b"), throttle.account("a\nb", ""));
        assertNotEquals(throttle.account("demo", "1"), throttle.account("dem0", "1"));
    }
}
