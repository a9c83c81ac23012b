package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time by which sessions age. It follows the wall clock forward and never goes back: where the wall clock is put back, it goes on by the time that really passed.
 * So neither revives an ended session nor lengthens the life of one that is open. Thread-safe.
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
     * Starts at the wall clock's time.
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

    /** Returns the clock of the host's sessions; it outlives a reload. */
    public static SessionClock of(MechanismContext context) {
        return context.state("clock", SessionClock.class, () -> new SessionClock(context.clock(), System::nanoTime));
    }

    /** Returns the time. */
    public Instant now() {
        return EpochNanos.instant(nanos());
    }

    /** Returns the time in nanoseconds since 1970, which fit into a long until the year 2262. It moves by milliseconds. */
    public synchronized long nanos() {
        long wallNow = nanos(wall);
        long tick = monotonic.getAsLong();
        long passed = wallNow - lastWall;
        now += passed >= 0 ? passed : Math.max(0, tick - lastTick);
        lastWall = wallNow;
        lastTick = tick;
        return now;
    }

    /** Returns whether this much time has passed since then. Unlike {@link Instant#plus} it makes no object; it is asked at each use of a session. */
    static boolean passed(Duration length, Instant since, Instant now) {
        long seconds = now.getEpochSecond() - since.getEpochSecond() - length.getSeconds();
        long nanos = (long) now.getNano() - since.getNano() - length.getNano();
        // The parts below a second make up for less than two.
        return seconds > 2 || (seconds >= -2 && seconds * 1_000_000_000L + nanos >= 0);
    }

    // To the millisecond, which costs no object; each request asks twice.
    private static long nanos(Clock wall) {
        return Math.multiplyExact(wall.millis(), 1_000_000L);
    }
}
