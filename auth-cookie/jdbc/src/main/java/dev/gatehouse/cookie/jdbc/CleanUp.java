package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.SessionClock;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes what nobody needs any more, in small batches, so that no statement holds many rows for long. Several nodes may do it at the same time. Nothing is decided by it: expiry
 * is checked at use. Used by one thread; {@link #crowded()} by any.
 */
final class CleanUp {

    private static final int BATCH = 1000;
    private static final int BATCHES = 100;
    private static final long MAX_KEYS = 1_000_000;

    private final Database database;
    private final SessionClock time;
    private volatile boolean crowded;

    CleanUp(Database database, SessionClock time) {
        this.database = database;
        this.time = time;
    }

    /** Whether there were so many keys of tries at the last clean-up that new ones have to share. */
    boolean crowded() {
        return crowded;
    }

    void run() throws SQLException {
        long now = time.nanos();
        // The condition stands outside too: a row that was used in between stays.
        inBatches(
                "DELETE FROM gatehouse_session WHERE keep_until < ? AND id IN (SELECT id FROM gatehouse_session WHERE keep_until < ? ORDER BY keep_until LIMIT "
                        + BATCH + ")",
                now,
                now);
        inBatches(
                "DELETE FROM gatehouse_try WHERE full_at <= ? AND remembered_until <= ? AND (high, low) IN (SELECT high, low FROM gatehouse_try WHERE full_at <= ? AND remembered_until <= ? LIMIT "
                        + BATCH + ")",
                now,
                now,
                now,
                now);
        crowded = keys() > MAX_KEYS;
    }

    private void inBatches(String sql, long... values) throws SQLException {
        int deleted = BATCH;
        for (int i = 0; i < BATCHES && deleted >= BATCH; i++) {
            deleted = database.call(call -> {
                try (PreparedStatement delete = call.prepare(sql)) {
                    for (int value = 0; value < values.length; value++) {
                        delete.setLong(value + 1, values[value]);
                    }
                    return delete.executeUpdate();
                }
            });
        }
    }

    private long keys() throws SQLException {
        return database.call(call -> {
            try (PreparedStatement query = call.prepare("SELECT COUNT(*) FROM gatehouse_try");
                    ResultSet result = query.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
