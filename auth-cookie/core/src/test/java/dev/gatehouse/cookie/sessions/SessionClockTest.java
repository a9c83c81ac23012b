package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionClockTest {

    private final MovableClock wall = MovableClock.at(START);
    private final ManualTicker ticks = new ManualTicker();
    private final SessionClock clock = new SessionClock(wall, ticks);

    @Test
    void wallClockForward_isFollowed() {
        assertEquals(START, clock.now());
        wall.advance(Duration.ofHours(3));
        assertEquals(START.plusSeconds(3 * 3600), clock.now());
    }

    @Test
    void wallClockSetBack_isNotFollowed() {
        wall.advance(Duration.ofMinutes(10));
        clock.now();
        ticks.seconds(2);
        wall.advance(Duration.ofHours(-1));
        assertEquals(START.plusSeconds(602), clock.now());
        wall.advance(Duration.ofSeconds(5));
        ticks.seconds(5);
        assertEquals(START.plusSeconds(607), clock.now());
    }

    @ParameterizedTest
    @CsvSource({
        "PT30M, 2026-01-01T00:00:00Z, 2026-01-01T00:29:59.999999999Z, false",
        "PT30M, 2026-01-01T00:00:00Z, 2026-01-01T00:30:00Z, true",
        "PT30M, 2026-01-01T00:00:00Z, 2026-01-01T00:30:00.000000001Z, true",
        "PT30M, 2026-01-01T00:00:00.5Z, 2026-01-01T00:30:00.4Z, false",
        "PT30M, 2026-01-01T00:00:00.5Z, 2026-01-01T00:30:00.5Z, true",
        "PT30M, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, false",
        "PT1.9S, 2026-01-01T00:00:00.9Z, 2026-01-01T00:00:02.7Z, false",
        "PT1.9S, 2026-01-01T00:00:00.9Z, 2026-01-01T00:00:02.8Z, true",
        "PT0.999999999S, 2026-01-01T00:00:00.999999999Z, 2026-01-01T00:00:01.999999997Z, false",
        "PT0.999999999S, 2026-01-01T00:00:00.999999999Z, 2026-01-01T00:00:01.999999998Z, true",
        "PT10S, -1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z, true",
        "PT10S, +1000000000-12-31T23:59:59.999999999Z, -1000000000-01-01T00:00:00Z, false",
        "PT8760H, +1000000000-12-31T23:59:59Z, +1000000000-12-31T23:59:59Z, false"
    })
    void passed_isExactToTheNanosecond(Duration length, Instant since, Instant now, boolean passed) {
        assertEquals(passed, SessionClock.passed(length, since, now));
    }

    @Test
    void wallClockBefore1970_isFollowed() {
        MovableClock early = MovableClock.at("1969-12-31T23:59:59.5Z");
        SessionClock before = new SessionClock(early, ticks);
        assertEquals(early.instant(), before.now());
    }
}
