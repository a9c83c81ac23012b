package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    @Test
    void clock_standsStillUntilItIsMoved() {
        MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), clock.instant());
        clock.advance(Duration.ofSeconds(90));
        assertEquals(Instant.parse("2026-01-01T00:01:30Z"), clock.instant());
        clock.advance(Duration.ofSeconds(-30));
        assertEquals(Instant.parse("2026-01-01T00:01:00Z"), clock.instant());
        clock.set(Instant.EPOCH);
        assertEquals(0, clock.millis());
    }

    @Test
    void clockOfAnotherZone_movesAlong() {
        MovableClock clock = MovableClock.at(Instant.EPOCH);
        Clock other = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofDays(1));
        assertEquals(clock.instant(), other.instant());
        assertEquals(ZoneId.of("Asia/Tokyo"), other.getZone());
    }
}
