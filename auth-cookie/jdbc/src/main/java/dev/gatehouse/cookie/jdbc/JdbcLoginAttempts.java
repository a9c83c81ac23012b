package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Login attempts in a table. A row holds the time at which all attempts of its key are available again. An attempt
 * advances that time in one statement, whose condition refuses it if no attempt is available. So the attempts of all
 * nodes are counted exactly, without a transaction. That table need not survive the end of the database, so that a
 * flood of failed logins does not fill its disk; what is remembered for days is in another table. Thread-safe.
 */
final class JdbcLoginAttempts implements LoginAttempts {

    private static final int RETRIES = 5;
    private static final int SHARED = 1024;
    private static final String REMEMBER =
            "INSERT INTO gatehouse_try (high, low, full_at, remembered_until) VALUES (?, ?, ?, ?)";

    private final SessionDatabase sessions;
    private final SessionClock time;

    JdbcLoginAttempts(SessionDatabase sessions, SessionClock time) {
        this.sessions = sessions;
        this.time = time;
    }

    @Override
    public Duration take(Key key, AttemptLimit limit) throws SessionsUnavailableException {
        long now = time.nanos();
        long wait = sessions.call(call -> {
            Key counted = key;
            for (int i = 0; i < RETRIES; i++) {
                if (taken(call, counted, limit, now)) {
                    return 0L;
                }
                Long full = full(call, counted);
                if (full == null && sessions.crowded() && counted.equals(key)) {
                    counted = new Key(0, Math.floorMod(key.low(), SHARED));
                } else if (full == null) {
                    if (inserted(call, counted, now + limit.nanos())) {
                        sessions.attemptKeyAdded();
                        return 0L;
                    }
                } else if (limit.wait(full, now) > 0) {
                    return limit.wait(full, now);
                }
            }
            throw new SQLTransientException("too many concurrent updates of one count of login attempts");
        });
        return Duration.ofNanos(wait);
    }

    private static boolean taken(DatabaseCall call, Key key, AttemptLimit limit, long now) throws SQLException {
        try (PreparedStatement update = call.prepare("UPDATE gatehouse_attempt SET full_at = GREATEST(full_at, ?) + ?"
                + " WHERE high = ? AND low = ? AND full_at <= ?")) {
            update.setLong(1, now);
            update.setLong(2, limit.nanos());
            update.setLong(3, key.high());
            update.setLong(4, key.low());
            update.setLong(5, now + (limit.attempts() - 1) * limit.nanos());
            return update.executeUpdate() == 1;
        }
    }

    private static @Nullable Long full(DatabaseCall call, Key key) throws SQLException {
        try (PreparedStatement query =
                call.prepare("SELECT full_at FROM gatehouse_attempt WHERE high = ? AND low = ?")) {
            query.setLong(1, key.high());
            query.setLong(2, key.low());
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? result.getLong(1) : null;
            }
        }
    }

    /** Returns whether the row was inserted; another node may have been faster. */
    private static boolean inserted(DatabaseCall call, Key key, long full) throws SQLException {
        return inserted(call, "INSERT INTO gatehouse_attempt (high, low, full_at) VALUES (?, ?, ?)", key, full);
    }

    private static boolean inserted(DatabaseCall call, String sql, Key key, long... values) throws SQLException {
        try (PreparedStatement insert = call.prepare(sql)) {
            insert.setLong(1, key.high());
            insert.setLong(2, key.low());
            for (int i = 0; i < values.length; i++) {
                insert.setLong(i + 3, values[i]);
            }
            return insert.executeUpdate() == 1;
        } catch (SQLException failure) {
            if (Database.isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void giveBack(Key key, AttemptLimit limit) throws SessionsUnavailableException {
        update("UPDATE gatehouse_attempt SET full_at = full_at - ? WHERE high = ? AND low = ?", limit.nanos(), key);
    }

    @Override
    public void reset(Key key) throws SessionsUnavailableException {
        update("UPDATE gatehouse_attempt SET full_at = ? WHERE high = ? AND low = ?", time.nanos(), key);
    }

    private boolean update(String sql, long value, Key key) throws SessionsUnavailableException {
        return sessions.call(call -> updated(call, sql, value, key));
    }

    private static boolean updated(DatabaseCall call, String sql, long value, Key key) throws SQLException {
        try (PreparedStatement update = call.prepare(sql)) {
            update.setLong(1, value);
            update.setLong(2, key.high());
            update.setLong(3, key.low());
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public boolean remembers(Key key) throws SessionsUnavailableException {
        long now = time.nanos();
        return sessions.call(call -> {
            try (PreparedStatement query =
                    call.prepare("SELECT 1 FROM gatehouse_try WHERE high = ? AND low = ? AND remembered_until > ?")) {
                query.setLong(1, key.high());
                query.setLong(2, key.low());
                query.setLong(3, now);
                try (ResultSet result = query.executeQuery()) {
                    return result.next();
                }
            }
        });
    }

    @Override
    public void remember(Key key, Duration length) throws SessionsUnavailableException {
        long now = time.nanos();
        long until = now + length.toNanos();
        String sql = "UPDATE gatehouse_try SET remembered_until = ? WHERE high = ? AND low = ?";
        sessions.call(call -> updated(call, sql, until, key)
                || sessions.fullOfMemories()
                || inserted(call, REMEMBER, key, now, until)
                || updated(call, sql, until, key));
    }
}
