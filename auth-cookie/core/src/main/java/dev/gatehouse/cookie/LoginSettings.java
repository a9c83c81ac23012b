package dev.gatehouse.cookie;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the {@code cookie} mechanism. */
final class LoginSettings {

    static final Setting<Path> USERS_FILE = Setting.path(
            "auth.cookie.users-file",
            "File of the users who may log in, in UTF-8: lines user.<name>.<property> = <value> with password (a hash, made by dev.gatehouse.cookie.HashPassword), permissions, groups, tenants (separated by commas), display-name and disabled (true or false). Read again when it changes.");

    static final Setting<String> LOGIN_PATH = path(
                    "auth.cookie.login-path",
                    "Where to log in: POST with username and password, as a form or in the query.")
            .defaultsTo("/api/login");

    static final Setting<String> LOGOUT_PATH =
            path("auth.cookie.logout-path", "Where to log out: POST.").defaultsTo("/api/logout");

    static final Setting<Boolean> LOGIN_QUERY = Setting.flag(
                    "auth.cookie.login-query",
                    "Whether a login may carry username and password in the query, as Tasklist's clients do. Proxies and access logs of others may keep queries; switch it off when all clients send forms.")
            .defaultsTo("on");

    static final Setting<Integer> HASH_CONCURRENCY = Setting.integer(
                    "auth.cookie.hash-concurrency",
                    "How many passwords are checked at once, 19 MiB each with the hashes made here and 64 MiB at most. Up to 32 more logins wait; others are answered with 503.",
                    1,
                    64)
            .defaultsTo("2");

    static final Setting<Integer> ACCOUNT_TRIES = Setting.integer(
                    "auth.cookie.account-tries",
                    "How many logins of one user name may fail in a row from one client address before further tries are answered with 429; 20 times as many from all addresses together that never logged in to it.",
                    1,
                    1_000_000)
            .defaultsTo("5");

    static final Setting<Duration> ACCOUNT_INTERVAL = interval(
                    "auth.cookie.account-interval",
                    "After so long another try of a throttled user name is allowed; after a twentieth of it one to all strangers together.")
            .defaultsTo("30s");

    static final Setting<Integer> SOURCE_TRIES = Setting.integer(
                    "auth.cookie.source-tries",
                    "How many logins, good or bad, may come from one client address (IPv6: one /64 network) before further tries are answered with 429.",
                    1,
                    1_000_000)
            .defaultsTo("100");

    static final Setting<Duration> SOURCE_INTERVAL = interval(
                    "auth.cookie.source-interval",
                    "After so long another try from a throttled client address is allowed.")
            .defaultsTo("1s");

    private LoginSettings() {}

    /** Returns all but {@link #USERS_FILE}, which only the users' file needs. */
    static List<Setting<?>> withoutUsersFile() {
        return List.of(
                LOGIN_PATH,
                LOGOUT_PATH,
                LOGIN_QUERY,
                HASH_CONCURRENCY,
                ACCOUNT_TRIES,
                ACCOUNT_INTERVAL,
                SOURCE_TRIES,
                SOURCE_INTERVAL);
    }

    private static Setting<Duration> interval(String key, String description) {
        return Setting.duration(key, description, Duration.ofMillis(1), Duration.ofHours(1));
    }

    private static Setting<String> path(String key, String description) {
        return Setting.of(key, "path", description, text -> {
            try {
                return new Endpoint("POST", text, request -> Reply.status(204)).path();
            } catch (IllegalArgumentException noPath) {
                throw new IllegalArgumentException("expected a path such as /api/login", noPath);
            }
        });
    }
}
