package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;

/**
 * Words for an elapsed time in messages for operators. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Elapsed {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Elapsed() {}

    /**
     * Returns the time in the largest unit of which it has at least one, rounded down: {@code 4 s}, {@code 12 min},
     * {@code 3 h}, {@code 2 d}. A negative time is {@code 0 s}.
     */
    public static String of(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
