package dev.gatehouse.cookie;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The settings of login, logout and password verification. */
final class LoginSettings {

    static final Setting<List<String>> LOGIN_PATHS = paths(
                    "auth.cookie.login-path",
                    "Paths of the login endpoint: POST with username and password as a form, as JSON or in the"
                            + " query. Clients of Tasklist 8.8 and later use /login; set /api/login, /login to"
                            + " support both.")
            .defaultsTo("/api/login");

    static final Setting<List<String>> LOGOUT_PATHS = paths(
                    "auth.cookie.logout-path", "Paths of the logout endpoint: POST.")
            .defaultsTo("/api/logout");

    static final Setting<Boolean> LOGIN_QUERY = Setting.flag(
                    "auth.cookie.login-query",
                    "Whether a login may send username and password in the query, as clients of Tasklist do."
                            + " Proxies may log queries; turn it off if all clients send forms or JSON.")
            .defaultsTo("on");

    static final Setting<Integer> HASH_CONCURRENCY = Setting.integer(
                    "auth.cookie.hash-concurrency",
                    "How many passwords are hashed at once. Each takes 19 MiB of memory with default hashes, and at"
                            + " most 64 MiB. Up to 32 more logins wait; further ones are answered with 503.",
                    1,
                    64)
            .defaultsTo("2");

    static final Setting<Integer> ACCOUNT_ATTEMPTS = Setting.integer(
                    "auth.cookie.account-attempts",
                    "How many consecutive logins with one user name from one client address may fail before further"
                            + " attempts are answered with 429.",
                    1,
                    1_000_000)
            .defaultsTo("5");

    static final Setting<Duration> ACCOUNT_INTERVAL = interval(
                    "auth.cookie.account-interval",
                    "Time after which a throttled user name may make another attempt from the same client address.")
            .defaultsTo("30s");

    static final Setting<Integer> ACCOUNT_TOTAL_ATTEMPTS = Setting.integer(
                    "auth.cookie.account-total-attempts",
                    "How many consecutive logins with one user name may fail from all client addresses together"
                            + " that have never logged in with it, before further attempts from such addresses are"
                            + " answered with 429. Known addresses are not counted, so an attacker cannot"
                            + " lock users out of their usual place.",
                    1,
                    1_000_000)
            .defaultsTo("100");

    static final Setting<Duration> ACCOUNT_TOTAL_INTERVAL = interval(
                    "auth.cookie.account-total-interval",
                    "Time after which a throttled user name may make another attempt from any address that has"
                            + " never logged in with it.")
            .defaultsTo("1500ms");

    static final Setting<Integer> SOURCE_ATTEMPTS = Setting.integer(
                    "auth.cookie.source-attempts",
                    "How many logins, successful or not, may come from one client address (IPv6: one /64 network)"
                            + " before further attempts are answered with 429.",
                    1,
                    1_000_000)
            .defaultsTo("100");

    static final Setting<Duration> SOURCE_INTERVAL = interval(
                    "auth.cookie.source-interval",
                    "Time after which a throttled client address may make another attempt.")
            .defaultsTo("1s");

    private LoginSettings() {}

    /** Returns the settings of password verification, which all mechanisms with passwords share. */
    static List<Setting<?>> ofPasswords() {
        return List.of(
                HASH_CONCURRENCY,
                ACCOUNT_ATTEMPTS,
                ACCOUNT_INTERVAL,
                ACCOUNT_TOTAL_ATTEMPTS,
                ACCOUNT_TOTAL_INTERVAL,
                SOURCE_ATTEMPTS,
                SOURCE_INTERVAL);
    }

    /** Returns the settings of the login and logout endpoints. */
    static List<Setting<?>> ofLogin() {
        return List.of(LOGIN_PATHS, LOGOUT_PATHS, LOGIN_QUERY);
    }

    private static Setting<Duration> interval(String key, String description) {
        return Setting.duration(key, description, Duration.ofMillis(1), Duration.ofHours(1));
    }

    private static Setting<List<String>> paths(String key, String description) {
        return Setting.of(key, "list of paths", description, text -> {
            Set<String> paths = new LinkedHashSet<>();
            for (String path : SettingList.parts(text)) {
                try {
                    paths.add(new Endpoint("POST", path, request -> Reply.status(204)).path());
                } catch (IllegalArgumentException noPath) {
                    throw new IllegalArgumentException(
                            "expected paths such as /api/login, separated by commas", noPath);
                }
            }
            return List.copyOf(paths);
        });
    }
}
