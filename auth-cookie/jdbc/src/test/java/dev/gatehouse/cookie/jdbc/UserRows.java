package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.MovableClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of users as an administrator changes it, and hosts on the same database. */
final class UserRows {

    final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final String url;

    UserRows(String url) {
        this.url = url;
    }

    /** Returns a host with the users, sessions and login attempts of the database. */
    Gatehouse.Builder host() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "auth.mechanisms", "cookie",
                "auth.sessions", "jdbc",
                "auth.cookie.users", "jdbc",
                // No login may wait for its turn, which can take two seconds.
                "auth.cookie.hash-concurrency", "64"));
        for (String database : List.of("auth.sessions.jdbc.", "auth.users.jdbc.")) {
            settings.putAll(
                    Map.of(database + "url", url, database + "connect-timeout", "10s", database + "timeout", "30s"));
        }
        if (url.startsWith("jdbc:postgresql:")) {
            settings.put("auth.sessions.jdbc.user", "postgres");
            settings.put("auth.users.jdbc.user", "postgres");
        }
        return Gatehouse.builder().settings(settings).clock(clock);
    }

    void makeTable() {
        try (JdbcUsers users = new JdbcUsers(TestStores.config(url))) {
            TestStores.awaitTable(users);
        }
    }

    void insert(String name, String hash) throws SQLException {
        update("INSERT INTO gatehouse_user (name, password_hash, permissions) VALUES (?, ?, 'READ')", name, hash);
    }

    void set(String assignment, String name) throws SQLException {
        update("UPDATE gatehouse_user SET " + assignment + " WHERE name = ?", name);
    }

    void setPasskeys(String assignment, String user) throws SQLException {
        update("UPDATE gatehouse_passkey SET " + assignment + " WHERE user_name = ?", user);
    }

    void delete(String name) throws SQLException {
        update("DELETE FROM gatehouse_user WHERE name = ?", name);
    }

    String hash(String name) throws SQLException {
        try (Database database = new Database(TestStores.config(url));
                Connection connection = database.directly();
                PreparedStatement query =
                        connection.prepareStatement("SELECT password_hash FROM gatehouse_user WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void update(String sql, String... values) throws SQLException {
        try (Database database = new Database(TestStores.config(url));
                Connection connection = database.directly();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
