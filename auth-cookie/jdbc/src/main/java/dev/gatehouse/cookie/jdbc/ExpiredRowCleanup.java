package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.SessionClock;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes expired rows in small batches, so that no statement locks many rows for long. Several nodes may run it at the
 * same time. It decides nothing: expiry is checked at use. Run by one thread; its answers are for any.
 */
final class ExpiredRowCleanup implements DatabaseMaintenance.Chore {

    private static final int BATCH = 1000;
    private static final int BATCHES = 100;
    private static final long MOST_REMEMBERED = 1_000_000;

    private final Database database;
    private final SessionClock time;
    private final AtomicLong attemptKeys = new AtomicLong();
    private volatile boolean fullOfMemories;

    ExpiredRowCleanup(Database database, SessionClock time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Returns whether there are so many keys of login attempts that new keys must share counts. The keys that other
     * nodes added since the last clean-up are not included.
     */
    boolean crowded() {
        return attemptKeys.get() >= database.config().dialect().mostAttemptKeys();
    }

    void attemptKeyAdded() {
        attemptKeys.incrementAndGet();
    }

    /** Returns whether the last clean-up found so many remembered keys that new ones are not remembered. */
    boolean fullOfMemories() {
        return fullOfMemories;
    }

    @Override
    public void run() throws SQLException {
        long now = time.nanos();
        // The condition is repeated: a row that was used in between stays.
        inBatches(
                "SELECT id FROM gatehouse_session WHERE keep_until < ? ORDER BY keep_until LIMIT " + BATCH,
                "DELETE FROM gatehouse_session WHERE id = ? AND keep_until < ?",
                now);
        inBatches(
                "SELECT high, low FROM gatehouse_try WHERE GREATEST(full_at, remembered_until) <= ? LIMIT " + BATCH,
                "DELETE FROM gatehouse_try WHERE high = ? AND low = ? AND GREATEST(full_at, remembered_until) <= ?",
                now);
        inBatches(
                "SELECT high, low FROM gatehouse_attempt WHERE full_at <= ? LIMIT " + BATCH,
                "DELETE FROM gatehouse_attempt WHERE high = ? AND low = ? AND full_at <= ?",
                now);
        attemptKeys.set(rows("gatehouse_attempt"));
        fullOfMemories = rows("gatehouse_try") > MOST_REMEMBERED;
    }

    private void inBatches(String select, String delete, long now) throws SQLException {
        int found = BATCH;
        for (int i = 0; i < BATCHES && found >= BATCH; i++) {
            found = database.call(call -> {
                List<List<Object>> keys = keys(call, select, now);
                // One row after the other in a fixed order, so that nodes that clean up at the same time do not
                // block each other.
                try (PreparedStatement statement = call.prepare(delete)) {
                    for (List<Object> key : keys) {
                        for (int column = 0; column < key.size(); column++) {
                            statement.setObject(column + 1, key.get(column));
                        }
                        statement.setLong(key.size() + 1, now);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
                return keys.size();
            });
        }
    }

    private static List<List<Object>> keys(DatabaseCall call, String select, long now) throws SQLException {
        try (PreparedStatement query = call.prepare(select)) {
            query.setLong(1, now);
            List<List<Object>> keys = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<Object> key = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        key.add(result.getObject(column));
                    }
                    keys.add(key);
                }
            }
            return keys;
        }
    }

    private long rows(String table) throws SQLException {
        return database.call(call -> {
            try (PreparedStatement query = call.prepare("SELECT COUNT(*) FROM " + table);
                    ResultSet result = query.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
