package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of sessions. */
final class SessionSettings {

    static final Setting<String> NAME = Setting.of(
                    "auth.cookie.name",
                    "cookie name",
                    "Name of the session cookie. A name with the prefix __Host- or __Secure- requires an https URL"
                            + " in auth.public-url, because browsers accept such a cookie only over TLS.",
                    SessionSettings::cookieName)
            .defaultsTo("AUTH-SESSION");

    static final Setting<SetCookie.SameSite> SAME_SITE = Setting.choice(
                    "auth.cookie.same-site",
                    "SameSite attribute of the session cookie. With lax, browsers send the cookie when a link leads"
                            + " to the application; with strict they do not. With none, they also send it to pages"
                            + " that another site embeds; this requires an https URL in auth.public-url and the"
                            + " embedding sites in auth.frame-ancestors.",
                    SetCookie.SameSite.class)
            .defaultsTo("lax");

    static final Setting<Boolean> PARTITIONED = Setting.flag(
                    "auth.cookie.partitioned",
                    "Partitioned attribute of the session cookie, used only with auth.cookie.same-site = none. The"
                            + " cookie of an embedded page then belongs to the site that embeds it, and browsers that"
                            + " block third-party cookies store it. If off, such browsers do not.")
            .defaultsTo("on");

    static final Setting<String> DOMAIN = Setting.of(
            "auth.cookie.domain",
            "host name",
            "Domain attribute of the session cookie, such as example.com. All hosts in this domain receive the"
                    + " cookie and can replace it. The host of auth.public-url must be in the domain. Default: none,"
                    + " only the host of the application receives the cookie.",
            SessionSettings::domain);

    static final Setting<String> PATH = Setting.of(
            "auth.cookie.path",
            "path",
            "Path attribute of the session cookie, such as /. Default: the context path of the application.",
            SessionSettings::path);

    static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
                    "auth.cookie.idle-timeout",
                    "Time after its last use at which a session ends. Uses are recorded once a minute, so a session"
                            + " may end up to a minute early.",
                    Duration.ofSeconds(10),
                    Duration.ofDays(30))
            .defaultsTo("30m");

    static final Setting<Duration> ABSOLUTE_TIMEOUT = Setting.duration(
                    "auth.cookie.absolute-timeout",
                    "Time after the login at which a session ends, even if it is in use.",
                    Duration.ofSeconds(10),
                    Duration.ofDays(30))
            .defaultsTo("12h");

    static final Setting<Duration> STAY_SIGNED_IN = Setting.duration(
            "auth.cookie.stay-signed-in",
            "Time after the login at which a session ends if the user chose to stay signed in (staySignedIn=true at"
                    + " login). Such a session has no idle timeout, and its cookie outlives the browser. Default:"
                    + " none, users cannot stay signed in.",
            Duration.ofHours(1),
            Duration.ofDays(400));

    static final Setting<Integer> MAX_SESSIONS = Setting.integer(
                    "auth.cookie.max-sessions",
                    "Maximum number of sessions in the memory of this process, about 1 kB each. At the limit,"
                            + " logins are answered with 503 until sessions end.",
                    1,
                    10_000_000)
            .defaultsTo("100000");

    static final Setting<Integer> MAX_SESSIONS_PER_USER = Setting.integer(
            "auth.cookie.max-sessions-per-user",
            "Maximum number of sessions of a user. At the limit, a login ends the user's oldest session. Default:"
                    + " none.",
            1,
            10_000);

    private SessionSettings() {}

    /** Returns the settings of all kinds of sessions. */
    static List<Setting<?>> shared() {
        return List.of(
                NAME,
                SAME_SITE,
                PARTITIONED,
                DOMAIN,
                PATH,
                IDLE_TIMEOUT,
                ABSOLUTE_TIMEOUT,
                STAY_SIGNED_IN,
                MAX_SESSIONS_PER_USER);
    }

    // RFC 6265 section 5.2.3 ignores a leading dot.
    private static String domain(String text) {
        String domain = (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        try {
            return String.valueOf(new SetCookie.Scope(domain, null, false).domain());
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException("expected a host name such as example.com", noName);
        }
    }

    private static String path(String text) {
        try {
            return String.valueOf(new SetCookie.Scope(null, text, false).path());
        } catch (IllegalArgumentException noPath) {
            throw new IllegalArgumentException("expected a path that starts with /, such as /app", noPath);
        }
    }

    private static String cookieName(String text) {
        try {
            CredentialSource.cookie(text);
        } catch (IllegalArgumentException noToken) {
            throw new IllegalArgumentException("expected a cookie name of letters, digits and -_.", noToken);
        }
        return text;
    }
}
