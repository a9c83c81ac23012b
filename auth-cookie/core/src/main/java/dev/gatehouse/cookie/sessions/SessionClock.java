package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The clock that determines the age of sessions. It follows the wall clock forward and never goes back: when the wall
 * clock is set back, this clock advances by the time that has really passed. So a clock change neither revives an ended
 * session nor extends an open one. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class SessionClock {

    private final Clock wall;
    private final LongSupplier monotonic;
    private long lastWall;
    private long lastTick;
    private long now;

    /**
     * Starts at the time of the wall clock.
     *
     * @param monotonic nanoseconds from any origin that never go back
     */
    SessionClock(Clock wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.lastWall = nanos(wall);
        this.lastTick = monotonic.getAsLong();
        this.now = lastWall;
    }

    /** Returns the clock of the host's sessions. It outlives a reload. */
    public static SessionClock of(MechanismContext context) {
        return context.state("clock", SessionClock.class, () -> new SessionClock(context.clock(), System::nanoTime));
    }

    /** Returns the current time. */
    public Instant now() {
        return EpochNanos.instant(nanos());
    }

    /** Returns the current time in nanoseconds since 1970, with a resolution of milliseconds. */
    public synchronized long nanos() {
        long wallNow = nanos(wall);
        long tick = monotonic.getAsLong();
        long passed = wallNow - lastWall;
        now += passed >= 0 ? passed : Math.max(0, tick - lastTick);
        lastWall = wallNow;
        lastTick = tick;
        return now;
    }

    /**
     * Returns whether a duration has passed since an instant. Unlike {@link Instant#plus}, this allocates nothing; it
     * runs at each use of a session.
     */
    static boolean passed(Duration length, Instant since, Instant now) {
        long seconds = now.getEpochSecond() - since.getEpochSecond() - length.getSeconds();
        long nanos = (long) now.getNano() - since.getNano() - length.getNano();
        // The fractions of a second add up to less than two seconds.
        return seconds > 2 || (seconds >= -2 && seconds * 1_000_000_000L + nanos >= 0);
    }

    // A resolution of milliseconds allocates nothing; each request asks twice.
    private static long nanos(Clock wall) {
        return Math.multiplyExact(wall.millis(), 1_000_000L);
    }
}
