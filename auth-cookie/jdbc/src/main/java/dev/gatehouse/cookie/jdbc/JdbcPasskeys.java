package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The passkeys in the database of the users. A foreign key removes them with their user. Thread-safe. */
record JdbcPasskeys(JdbcUsers users) implements PasskeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcPasskeys.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final String NO_SUCH_USER = "23503";
    private static final String NO_SUCH_USER_IN_H2 = "23506";
    private static final String SELECT = "SELECT id, user_name, handle, public_key, counter, backup_eligible,"
            + " backed_up, label, created, last_used FROM gatehouse_passkey";
    private static final String INSERT = "INSERT INTO gatehouse_passkey (id, user_name, handle, public_key, counter,"
            + " backup_eligible, backed_up, label, created, last_used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    @Override
    public String secret() throws UsersUnavailableException {
        return users.call(call -> {
            Optional<String> known = secret(call);
            return known.isPresent() ? known.get() : newSecret(call);
        });
    }

    private static Optional<String> secret(DatabaseCall call) throws SQLException {
        try (PreparedStatement query = call.prepare("SELECT secret FROM gatehouse_passkey_secret WHERE id = 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Returns that of another node if it was faster. */
    private static String newSecret(DatabaseCall call) throws SQLException {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (PreparedStatement insert =
                call.prepare("INSERT INTO gatehouse_passkey_secret (id, secret) VALUES (1, ?)")) {
            insert.setString(1, secret);
            insert.executeUpdate();
            call.flush();
            return secret;
        } catch (SQLException failure) {
            if (!Database.isDuplicate(failure)) {
                throw failure;
            }
        }
        return secret(call).orElseThrow(() -> new SQLException("the secret of the passkeys was removed"));
    }

    @Override
    public Optional<Passkey> find(String id) throws UsersUnavailableException {
        return select(" WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Passkey> ofUser(String user) throws UsersUnavailableException {
        return select(" WHERE user_name = ? ORDER BY created, id", user);
    }

    private List<Passkey> select(String condition, String value) throws UsersUnavailableException {
        return users.call(call -> {
            try (PreparedStatement query = call.prepare(SELECT + condition)) {
                query.setString(1, value);
                return passkeys(query);
            }
        });
    }

    /** Every statement is a transaction, so a surplus of concurrent registrations is removed afterwards. */
    @Override
    public Added add(Passkey passkey, int most) throws UsersUnavailableException {
        return users.call(call -> {
            if (count(call, passkey.user()) >= most) {
                return Added.FULL;
            }
            try {
                insert(call, passkey);
            } catch (SQLException failure) {
                if (Database.isDuplicate(failure)) {
                    // A retry finds what the broken attempt has stored.
                    return call.again() && isStored(call, passkey) ? Added.STORED : Added.EXISTS;
                }
                if (isUserMissing(failure)) {
                    return Added.NO_USER;
                }
                throw failure;
            }
            if (count(call, passkey.user()) > most) {
                delete(call, passkey.user(), passkey.id());
                return Added.FULL;
            }
            call.flush();
            return Added.STORED;
        });
    }

    private static boolean isUserMissing(SQLException failure) {
        return NO_SUCH_USER.equals(failure.getSQLState()) || NO_SUCH_USER_IN_H2.equals(failure.getSQLState());
    }

    private static void insert(DatabaseCall call, Passkey passkey) throws SQLException {
        try (PreparedStatement insert = call.prepare(INSERT)) {
            insert.setString(1, passkey.id());
            insert.setString(2, passkey.user());
            insert.setString(3, passkey.handle());
            insert.setString(4, passkey.publicKey());
            insert.setLong(5, passkey.counter());
            insert.setBoolean(6, passkey.backupEligible());
            insert.setBoolean(7, passkey.backedUp());
            insert.setString(8, passkey.label());
            insert.setLong(9, passkey.created().toEpochMilli());
            insert.setLong(10, passkey.lastUsed().toEpochMilli());
            insert.executeUpdate();
        }
    }

    private static boolean isStored(DatabaseCall call, Passkey passkey) throws SQLException {
        try (PreparedStatement query =
                call.prepare("SELECT 1 FROM gatehouse_passkey WHERE id = ? AND user_name = ? AND public_key = ?")) {
            query.setString(1, passkey.id());
            query.setString(2, passkey.user());
            query.setString(3, passkey.publicKey());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static int count(DatabaseCall call, String user) throws SQLException {
        try (PreparedStatement query = call.prepare("SELECT COUNT(*) FROM gatehouse_passkey WHERE user_name = ?")) {
            query.setString(1, user);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    @Override
    public boolean used(Passkey before, long counter, boolean backedUp, Instant at) throws UsersUnavailableException {
        return users.call(call -> {
            try (PreparedStatement update = call.prepare("UPDATE gatehouse_passkey SET counter = ?, backed_up = ?,"
                    + " last_used = ? WHERE id = ? AND counter = ?")) {
                update.setLong(1, counter);
                update.setBoolean(2, backedUp);
                update.setLong(3, at.toEpochMilli());
                update.setString(4, before.id());
                update.setLong(5, before.counter());
                boolean recorded = update.executeUpdate() == 1;
                // A counter that goes back with a crash would let a copy of the authenticator in.
                call.flush();
                return recorded;
            }
        });
    }

    @Override
    public boolean remove(String user, String id) throws UsersUnavailableException {
        return users.call(call -> {
            boolean removed = delete(call, user, id);
            call.flush();
            return removed || call.again();
        });
    }

    private static boolean delete(DatabaseCall call, String user, String id) throws SQLException {
        try (PreparedStatement delete = call.prepare("DELETE FROM gatehouse_passkey WHERE user_name = ? AND id = ?")) {
            delete.setString(1, user);
            delete.setString(2, id);
            return delete.executeUpdate() == 1;
        }
    }

    private static List<Passkey> passkeys(PreparedStatement query) throws SQLException {
        List<Passkey> passkeys = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                try {
                    passkeys.add(new Passkey(
                            rows.getString("id"),
                            rows.getString("user_name"),
                            rows.getString("handle"),
                            rows.getString("public_key"),
                            rows.getLong("counter"),
                            rows.getBoolean("backup_eligible"),
                            rows.getBoolean("backed_up"),
                            rows.getString("label"),
                            Instant.ofEpochMilli(rows.getLong("created")),
                            Instant.ofEpochMilli(rows.getLong("last_used"))));
                } catch (IllegalArgumentException broken) {
                    LOG.error("a row of gatehouse_passkey is invalid: {}", broken.getMessage());
                }
            }
        }
        return passkeys;
    }
}
