package dev.gatehouse.cookie;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The settings of the {@code cookie} mechanism. */
final class LoginSettings {

    static final Setting<List<String>> LOGIN_PATHS = paths(
                    "auth.cookie.login-path",
                    "Where to log in: POST with username and password, as a form, as JSON or in the query. Clients of Tasklist 8.8 and later want /login: give both then, /api/login, /login.")
            .defaultsTo("/api/login");

    static final Setting<List<String>> LOGOUT_PATHS =
            paths("auth.cookie.logout-path", "Where to log out: POST.").defaultsTo("/api/logout");

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
                    "How many logins of one user name may fail in a row from one client address before further tries are answered with 429.",
                    1,
                    1_000_000)
            .defaultsTo("5");

    static final Setting<Duration> ACCOUNT_INTERVAL = interval(
                    "auth.cookie.account-interval",
                    "After so long another try of a throttled user name from one client address is allowed.")
            .defaultsTo("30s");

    static final Setting<Integer> ACCOUNT_TOTAL_TRIES = Setting.integer(
                    "auth.cookie.account-total-tries",
                    "How many logins of one user name may fail in a row from all client addresses together that never logged in to it before further tries of such addresses are answered with 429. Addresses that did are not counted, so nobody can keep users out of their usual place.",
                    1,
                    1_000_000)
            .defaultsTo("100");

    static final Setting<Duration> ACCOUNT_TOTAL_INTERVAL = interval(
                    "auth.cookie.account-total-interval",
                    "After so long another try of a throttled user name is allowed to all addresses together that never logged in to it.")
            .defaultsTo("1500ms");

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

    /** Returns those of checking passwords, wherever they come from. */
    static List<Setting<?>> ofPasswords() {
        return List.of(
                HASH_CONCURRENCY,
                ACCOUNT_TRIES,
                ACCOUNT_INTERVAL,
                ACCOUNT_TOTAL_TRIES,
                ACCOUNT_TOTAL_INTERVAL,
                SOURCE_TRIES,
                SOURCE_INTERVAL);
    }

    /** Returns those of the login itself. */
    static List<Setting<?>> ofLogin() {
        return List.of(LOGIN_PATHS, LOGOUT_PATHS, LOGIN_QUERY);
    }

    private static Setting<Duration> interval(String key, String description) {
        return Setting.duration(key, description, Duration.ofMillis(1), Duration.ofHours(1));
    }

    private static Setting<List<String>> paths(String key, String description) {
        return Setting.of(key, "list of paths", description, text -> {
            Set<String> paths = new LinkedHashSet<>();
            for (String path : text.split(",", -1)) {
                try {
                    paths.add(new Endpoint("POST", path.strip(), request -> Reply.status(204)).path());
                } catch (IllegalArgumentException noPath) {
                    throw new IllegalArgumentException(
                            "expected paths such as /api/login, separated by commas", noPath);
                }
            }
            return List.copyOf(paths);
        });
    }
}
