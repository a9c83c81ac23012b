package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of the sessions. */
final class SessionSettings {

    static final Setting<String> NAME = Setting.of(
                    "auth.cookie.name",
                    "cookie name",
                    "Name of the session cookie. A name that begins with __Host- or __Secure- needs an https auth.public-url, since browsers keep such a cookie only over TLS.",
                    SessionSettings::cookieName)
            .defaultsTo("TASKLIST-SESSION");

    static final Setting<SetCookie.SameSite> SAME_SITE = Setting.choice(
                    "auth.cookie.same-site",
                    "SameSite attribute of the session cookie: lax sends it along when somebody follows a link to the application, strict does not.",
                    SetCookie.SameSite.class)
            .defaultsTo("lax");

    static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
                    "auth.cookie.idle-timeout",
                    "How long after its last use a session ends. Uses are recorded once a minute, so it may end up to a minute early.",
                    Duration.ofSeconds(10),
                    Duration.ofDays(30))
            .defaultsTo("30m");

    static final Setting<Duration> ABSOLUTE_TIMEOUT = Setting.duration(
                    "auth.cookie.absolute-timeout",
                    "How long after the login a session ends, however much it is used.",
                    Duration.ofSeconds(10),
                    Duration.ofDays(30))
            .defaultsTo("12h");

    static final Setting<Duration> STAY_SIGNED_IN = Setting.duration(
            "auth.cookie.stay-signed-in",
            "How long after the login a session ends whose user asked to stay signed in (staySignedIn=true at login): it does not end for not being used, and its cookie outlives the browser. Without it nobody can ask for that.",
            Duration.ofHours(1),
            Duration.ofDays(400));

    static final Setting<Integer> MAX_SESSIONS = Setting.integer(
                    "auth.cookie.max-sessions",
                    "How many sessions this process keeps in memory, about 1 kB of memory each. When there are so many, logins are answered with 503 until some end.",
                    1,
                    10_000_000)
            .defaultsTo("100000");

    static final Setting<Integer> MAX_SESSIONS_PER_USER = Setting.integer(
            "auth.cookie.max-sessions-per-user",
            "How many sessions a user may have at once; a login beyond ends the user's oldest. Without it there is no such limit.",
            1,
            10_000);

    private SessionSettings() {}

    /** Returns those that hold for sessions of every kind. */
    static List<Setting<?>> shared() {
        return List.of(NAME, SAME_SITE, IDLE_TIMEOUT, ABSOLUTE_TIMEOUT, STAY_SIGNED_IN, MAX_SESSIONS_PER_USER);
    }

    private static String cookieName(String text) {
        try {
            CredentialSource.cookie(text);
        } catch (IllegalArgumentException noToken) {
            throw new IllegalArgumentException("expected a cookie name: letters, digits and -_.", noToken);
        }
        return text;
    }
}
