package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.EpochNanos;
import dev.gatehouse.cookie.sessions.IndexKey;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.SessionFormat;
import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions in a table. Each operation is a single statement, so it is atomic and a removal is final. Thread-safe. */
final class JdbcSessionStore implements SessionStore {

    private static final String COLUMNS = "id, version, last_used, record";

    private record Row(SessionId id, long version, Instant lastUsed, byte[] record) {}

    private final SessionDatabase sessions;
    private final StoreCircuitBreaker breaker;
    private final LoginAttempts attempts;
    private final SessionFormat format = new SessionFormat();

    JdbcSessionStore(SessionDatabase sessions, LoginAttempts attempts) {
        this.sessions = sessions;
        this.breaker = sessions.breaker();
        this.attempts = attempts;
    }

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        byte[] record = format.write(session);
        sessions.call(call -> {
            try (PreparedStatement insert = call.prepare(
                    "INSERT INTO gatehouse_session (id, subject_key, sid_key, begun, last_used, keep_until,"
                            + " version, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, session.id().digest());
                insert.setString(
                        2,
                        IndexKey.of(session.caller().issuer(), session.caller().subject()));
                setSid(insert, 3, session);
                insert.setLong(4, EpochNanos.of(session.begun()));
                insert.setLong(5, EpochNanos.of(session.lastUsed()));
                insert.setLong(6, EpochNanos.of(keepUntil));
                insert.setLong(7, session.version());
                insert.setBytes(8, record);
                int added = insert.executeUpdate();
                call.flush();
                return added;
            } catch (SQLException failure) {
                // The first attempt succeeded without an answer.
                if (call.again() && Database.isDuplicate(failure)) {
                    return 0;
                }
                throw failure;
            }
        });
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException {
        List<Row> rows = query("SELECT " + COLUMNS + " FROM gatehouse_session WHERE id = ?", id.digest());
        return rows.isEmpty() ? Optional.empty() : read(rows.get(0));
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException {
        byte[] record = format.write(next);
        return sessions.call(call -> {
            try (PreparedStatement update =
                    call.prepare("UPDATE gatehouse_session SET version = ?, sid_key = ?, record = ?,"
                            + " last_used = GREATEST(last_used, ?), keep_until = GREATEST(keep_until, ?)"
                            + " WHERE id = ? AND version = ?")) {
                update.setLong(1, next.version());
                setSid(update, 2, next);
                update.setBytes(3, record);
                update.setLong(4, EpochNanos.of(next.lastUsed()));
                update.setLong(5, EpochNanos.of(keepUntil));
                update.setString(6, next.id().digest());
                update.setLong(7, version);
                boolean replaced = update.executeUpdate() == 1;
                call.flush();
                return replaced;
            }
        });
    }

    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException {
        return sessions.call(call -> {
            try (PreparedStatement update =
                    call.prepare("UPDATE gatehouse_session SET last_used = GREATEST(last_used, ?),"
                            + " keep_until = GREATEST(keep_until, ?) WHERE id = ?")) {
                update.setLong(1, EpochNanos.of(lastUsed));
                update.setLong(2, EpochNanos.of(keepUntil));
                update.setString(3, id.digest());
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException {
        List<Row> rows = removed("id = ?", id.digest());
        return rows.isEmpty() ? Optional.empty() : readIfKnown(rows.get(0));
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException {
        String sid = selection.sid();
        String subject = selection.subject();
        Instant begunBefore = selection.begunBefore();
        List<Object> values = new ArrayList<>();
        StringBuilder condition = new StringBuilder();
        if (subject != null) {
            condition.append("subject_key = ?");
            values.add(IndexKey.of(selection.issuer(), subject));
        }
        if (sid != null) {
            condition.append(subject == null ? "sid_key = ?" : " AND sid_key = ?");
            values.add(IndexKey.of(selection.issuer(), sid));
        }
        if (begunBefore != null) {
            condition.append(" AND begun < ?");
            values.add(EpochNanos.of(begunBefore));
        }
        return removed(condition.toString(), values.toArray()).stream()
                .map(Row::id)
                .toList();
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException {
        List<SessionRecord> found = new ArrayList<>();
        for (Row row : query(
                "SELECT " + COLUMNS + " FROM gatehouse_session WHERE subject_key = ?", IndexKey.of(issuer, subject))) {
            readIfKnown(row).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public Optional<LoginAttempts> loginAttempts() {
        return Optional.of(attempts);
    }

    @Override
    public Health health() {
        return breaker.health(sessions::ping);
    }

    @Override
    public List<Measurement> measurements() {
        return breaker.measurements();
    }

    @Override
    public void close() {
        sessions.close();
    }

    private List<Row> query(String sql, Object... values) throws SessionsUnavailableException {
        return sessions.call(call -> rows(call, sql, values));
    }

    /** Removes sessions, so that they stay removed even if the process is killed. */
    private List<Row> removed(String condition, Object... values) throws SessionsUnavailableException {
        String sql = sessions.dialect().deleteReturning(COLUMNS, "gatehouse_session", condition);
        return sessions.call(call -> {
            List<Row> rows = rows(call, sql, values);
            call.flush();
            return rows;
        });
    }

    private static List<Row> rows(DatabaseCall call, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = call.prepare(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(
                            new SessionId(result.getString(1)),
                            result.getLong(2),
                            EpochNanos.instant(result.getLong(3)),
                            Objects.requireNonNull(result.getBytes(4))));
                }
            }
            return rows;
        }
    }

    private Optional<SessionRecord> read(Row row) throws SessionsUnavailableException {
        return format.read(row.id(), row.version(), row.lastUsed(), row.record());
    }

    private Optional<SessionRecord> readIfKnown(Row row) {
        try {
            return read(row);
        } catch (SessionsUnavailableException newer) {
            return Optional.empty();
        }
    }

    private static void setSid(PreparedStatement statement, int index, SessionRecord session) throws SQLException {
        @Nullable String sid = session.sid();
        if (sid == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, IndexKey.of(session.caller().issuer(), sid));
        }
    }
}
