package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Converts instants to epoch milliseconds, the format of the tables.
 *
 * @since 0.1
 */
@Internal
public final class Times {

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    /** Returns epoch milliseconds; a time out of range is replaced by the end of the range. */
    public static long millis(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LATEST) ? Long.MAX_VALUE : time.toEpochMilli();
    }

    /** Returns the time with the precision and range of the tables. */
    public static Instant truncated(Instant time) {
        return Instant.ofEpochMilli(millis(time));
    }

    /** Like {@link #truncated}; {@code null} for {@code null}. */
    public static @Nullable Instant truncatedOrNull(@Nullable Instant time) {
        return time == null ? null : truncated(time);
    }

    /** Like {@link #millis}; {@code null} for {@code null}. */
    public static @Nullable Long millisOrNull(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    /** Returns the time in a column; {@code null} if the column is. */
    public static @Nullable Instant read(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
