package dev.gatehouse.cookie;

import static dev.gatehouse.cookie.Samples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionClockTest {

    private final MovableClock wall = MovableClock.at(START);
    private final Samples.Ticks ticks = new Samples.Ticks();
    private final SessionClock clock = new SessionClock(wall, ticks);

    @Test
    void wallClockThatGoesForward_isFollowed() {
        assertEquals(START, clock.now());
        wall.advance(Duration.ofHours(3));
        assertEquals(START.plusSeconds(3 * 3600), clock.now());
    }

    @Test
    void wallClockPutBack_doesNotGoBackAndCountsTheTimeThatPassed() {
        wall.advance(Duration.ofMinutes(10));
        clock.now();
        ticks.seconds(2);
        wall.advance(Duration.ofHours(-1));
        assertEquals(START.plusSeconds(602), clock.now());
        wall.advance(Duration.ofSeconds(5));
        ticks.seconds(5);
        assertEquals(START.plusSeconds(607), clock.now());
    }

    @Test
    void wallClockBefore1970_isFollowedToo() {
        MovableClock early = MovableClock.at("1969-12-31T23:59:59.5Z");
        SessionClock before = new SessionClock(early, ticks);
        assertEquals(early.instant(), before.now());
    }
}
