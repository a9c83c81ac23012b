package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.cookie.users.CheapHashes;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.SettingList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users in a table. An invalid row and a demo user with its public password are reported and treated as absent.
 * Thread-safe.
 */
final class JdbcUsers implements Users, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcUsers.class);
    private static final String SELECT =
            "SELECT name, display_name, password_hash, permissions, user_groups, tenants, disabled"
                    + " FROM gatehouse_user";
    private static final int SAMPLE = 100;

    private final Database database;
    private final StoreCircuitBreaker breaker;
    private final DatabaseMaintenance background;
    private final DemoUserCheck demo = new DemoUserCheck();
    private volatile PasswordHash decoy = PasswordHash.decoy();

    /** The last warning, which is not repeated while nothing changes. */
    private volatile String cheapHashes = "";

    JdbcUsers(DatabaseConfig config) {
        this.database = new Database(config);
        this.breaker = new StoreCircuitBreaker("the database of the users", 3 * config.poolSize(), System::nanoTime);
        this.background = new DatabaseMaintenance(database, Schema.USERS, this::takeSample);
    }

    @Nullable
    Exception refusal() {
        return background.refusal();
    }

    @Override
    public Optional<User> find(String name) throws UsersUnavailableException {
        List<User> found = call(call -> {
            try (PreparedStatement query = call.prepare(SELECT + " WHERE name = ?")) {
                query.setString(1, name);
                return users(query);
            }
        });
        return found.isEmpty() || demo.refuses(found.get(0)) ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Returns the demo users in the table that have their public passwords. */
    List<String> demoUsers() throws UsersUnavailableException {
        List<User> named = call(call -> {
            try (PreparedStatement query =
                    call.prepare(SELECT + " WHERE LOWER(name) IN ('demo', 'act', 'view') ORDER BY name")) {
                return users(query);
            }
        });
        return named.stream().filter(demo::refuses).map(User::name).toList();
    }

    @Override
    public boolean rehashes() {
        return true;
    }

    @Override
    public Optional<User> rehash(User user, PasswordHash hash) throws UsersUnavailableException {
        String old = user.password().map(PasswordHash::text).orElse("");
        call(call -> {
            try (PreparedStatement update =
                    call.prepare("UPDATE gatehouse_user SET password_hash = ? WHERE name = ? AND password_hash = ?")) {
                update.setString(1, hash.text());
                update.setString(2, user.name());
                update.setString(3, old);
                return update.executeUpdate();
            }
        });
        return find(user.name());
    }

    @Override
    public PasswordHash decoy() {
        return decoy;
    }

    @Override
    public Health health() {
        return breaker.health(() -> {
            background.requireTables();
            return database.call(call -> {
                try (PreparedStatement query = call.prepare(SELECT + " WHERE name = ''")) {
                    return users(query);
                }
            });
        });
    }

    @Override
    public void close() {
        background.close();
        database.close();
    }

    @Override
    public String toString() {
        return "JdbcUsers[" + database.config() + "]";
    }

    /** Samples the costs of stored hashes; the decoy must have the most frequent one. */
    private void takeSample() throws SQLException {
        List<User> some = database.call(call -> {
            try (PreparedStatement query =
                    call.prepare(SELECT + " WHERE password_hash IS NOT NULL ORDER BY name LIMIT " + SAMPLE)) {
                return users(query);
            }
        });
        String found = CheapHashes.warning(some).orElse("");
        if (!found.isEmpty() && !found.equals(cheapHashes)) {
            LOG.warn("gatehouse_user: {}", found);
        }
        cheapHashes = found;
        List<User> named = new ArrayList<>();
        for (User user : some) {
            // With names that cannot collide.
            named.add(new User(
                    Integer.toString(named.size()),
                    user.displayName(),
                    user.passwordHash(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    false));
        }
        if (!named.isEmpty()) {
            decoy = Users.of(named).decoy();
        }
    }

    private <T extends @Nullable Object> T call(Database.Work<T> work) throws UsersUnavailableException {
        try {
            return breaker.call(() -> {
                background.requireTables();
                return database.call(work);
            });
        } catch (SessionsUnavailableException unavailable) {
            throw new UsersUnavailableException("the database of the users does not answer", unavailable);
        }
    }

    private static List<User> users(PreparedStatement query) throws SQLException {
        List<User> users = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                try {
                    users.add(user(rows));
                } catch (IllegalArgumentException broken) {
                    LOG.error("a row of gatehouse_user is invalid: {}", broken.getMessage());
                }
            }
        }
        return users;
    }

    private static User user(ResultSet row) throws SQLException {
        String name = row.getString("name");
        String display = row.getString("display_name");
        String hash = row.getString("password_hash");
        return new User(
                name,
                display == null || display.isBlank() ? name : display,
                hash == null ? null : PasswordHash.parse(hash),
                items(row.getString("permissions")),
                items(row.getString("user_groups")),
                items(row.getString("tenants")),
                row.getBoolean("disabled"));
    }

    private static Set<String> items(String list) {
        Set<String> items = new TreeSet<>();
        for (String item : SettingList.parts(list)) {
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }
}
