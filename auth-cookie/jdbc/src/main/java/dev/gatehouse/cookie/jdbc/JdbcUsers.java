package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.cookie.users.CheapHashes;
import dev.gatehouse.cookie.users.PasskeyStore;
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
import java.util.concurrent.atomic.AtomicLong;
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
    /**
     * One hash for each cost, among users whose number bounds the work; the cost is the hash without salt and digest.
     */
    private static final String COSTS = "SELECT MIN(password_hash), COUNT(*) AS users FROM"
            + " (SELECT password_hash FROM gatehouse_user WHERE password_hash IS NOT NULL ORDER BY name LIMIT 10000)"
            + " sampled GROUP BY CASE WHEN password_hash LIKE '$argon2id$v=19$%'"
            + " THEN SUBSTRING(password_hash FROM 1 FOR 15 + POSITION('$' IN SUBSTRING(password_hash FROM 16)))"
            + " ELSE SUBSTRING(password_hash FROM 1 FOR 6) END"
            + " ORDER BY users DESC LIMIT 100";

    private final Database database;
    private final StoreCircuitBreaker breaker;
    private final DatabaseMaintenance background;
    private final DemoUserCheck demo = new DemoUserCheck();
    private final UserHashCosts costs = new UserHashCosts();

    /** Whether the last sample had hashes that can be guessed quickly. The warning is not repeated meanwhile. */
    private volatile boolean cheapHashes;

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
        if (found.isEmpty() || demo.refuses(found.get(0))) {
            return Optional.empty();
        }
        costs.seen(found.get(0));
        return Optional.of(found.get(0));
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
    public Optional<PasskeyStore> passkeys() {
        return Optional.of(new JdbcPasskeys(this));
    }

    @Override
    public PasswordHash decoy() {
        return costs.decoys().get(0);
    }

    @Override
    public List<PasswordHash> decoys() {
        return costs.decoys();
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

    private void takeSample() throws SQLException {
        AtomicLong cheap = new AtomicLong();
        costs.sampled(database.call(call -> {
            List<PasswordHash> hashes = new ArrayList<>();
            try (PreparedStatement query = call.prepare(COSTS);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    try {
                        PasswordHash hash = PasswordHash.parse(rows.getString(1));
                        hashes.add(hash);
                        cheap.addAndGet(CheapHashes.isCheap(hash) ? rows.getLong(2) : 0);
                    } catch (IllegalArgumentException broken) {
                        // Reported when the user is found.
                    }
                }
            }
            return hashes;
        }));
        boolean found = cheap.get() > 0;
        if (found && !cheapHashes) {
            LOG.warn("gatehouse_user: {}", CheapHashes.warning(cheap.get()));
        }
        cheapHashes = found;
    }

    /** Runs work unless the database is known to be down. */
    <T extends @Nullable Object> T call(Database.Work<T> work) throws UsersUnavailableException {
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
