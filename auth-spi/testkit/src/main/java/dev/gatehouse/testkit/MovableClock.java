package dev.gatehouse.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A clock that stands still until the test moves it. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class MovableClock extends Clock {

    /** Shared by the clocks of all zones. */
    private static final class Time {
        private Instant now;

        private Time(Instant now) {
            this.now = now;
        }

        private synchronized Instant now() {
            return now;
        }

        private synchronized void set(Instant time) {
            now = time;
        }

        private synchronized void advance(Duration by) {
            now = now.plus(by);
        }
    }

    private final Time time;
    private final ZoneId zone;

    private MovableClock(Time time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /** Returns a clock in UTC that shows this time. */
    public static MovableClock at(Instant start) {
        return new MovableClock(new Time(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    /**
     * Returns a clock in UTC that shows this time.
     *
     * @param start as {@link Instant#parse} reads it, such as {@code 2026-01-01T00:00:00Z}
     */
    public static MovableClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Moves the clock on; a negative time moves it back, as an administrator or NTP may. */
    public void advance(Duration by) {
        time.advance(by);
    }

    /** Moves the clock to a time. */
    public void set(Instant now) {
        time.set(Objects.requireNonNull(now, "now"));
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a clock of another zone that moves together with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(time, other);
    }

    @Override
    public String toString() {
        return "MovableClock[" + instant() + "]";
    }
}
