package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldTokenTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    /** Life, chance, renewal after, used for; in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "86400000,0.0,69120000,86395000",
        "86400000,0.999,60488640,86395000",
        "300000,0.0,240000,295000",
        "300000,0.5,225000,295000",
        "120000,0.0,90000,115000",
        "60000,0.0,30000,55000",
        "40000,0.0,20000,36000",
        "1000,0.0,500,900"
    })
    void renewal_isAt80PercentAndHalfAMinuteBeforeTheEnd(long life, double chance, long renewal, long used) {
        HeldToken held = HeldToken.of(new AccessToken("a", Set.of(), SINCE.plusMillis(life)), SINCE, chance);

        assertEquals(Duration.ofMillis(renewal), Duration.between(SINCE, held.renewAt()));
        assertEquals(Duration.ofMillis(used), Duration.between(SINCE, held.usableUntil()));
        assertTrue(held.isFresh(held.renewAt().minusMillis(1)));
        assertFalse(held.isFresh(held.renewAt()));
        assertTrue(held.isUsable(held.usableUntil().minusMillis(1)));
        assertFalse(held.isUsable(held.usableUntil()));
    }
}
