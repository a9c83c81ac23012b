package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which sessions live.
 *
 * @param cookieName the name of the cookie
 * @param sameSite its {@code SameSite} attribute
 * @param idle how long after its last use a session ends
 * @param absolute how long after its beginning a session ends at the latest
 * @param lasting how long after its beginning a session ends whose user wants to stay signed in; {@code null} when nobody may
 * @param perUser how many sessions a user may have at once; 0 for any number
 */
record SessionPolicy(
        String cookieName,
        SetCookie.SameSite sameSite,
        Duration idle,
        Duration absolute,
        @Nullable Duration lasting,
        int perUser) {

    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** Reads the terms; refuses a cookie name whose promise to browsers can't be kept. */
    static SessionPolicy of(MechanismContext context) {
        Settings settings = context.settings();
        String name = settings.get(SessionSettings.NAME);
        boolean hostPrefix = name.regionMatches(true, 0, "__Host-", 0, 7);
        boolean securePrefix = name.regionMatches(true, 0, "__Secure-", 0, 9);
        if (hostPrefix || securePrefix) {
            if (!name.startsWith("__Host-") && !name.startsWith("__Secure-")) {
                throw settings.refuse(SessionSettings.NAME, "write the prefix exactly as __Host- or __Secure-");
            }
            URI url = context.publicUrl().orElse(null);
            if (url == null || !"https".equalsIgnoreCase(url.getScheme())) {
                throw settings.refuse(
                        SessionSettings.NAME,
                        "browsers keep a cookie with this prefix only over TLS; set auth.public-url to the https URL of the application, or choose a name without prefix");
            }
            String path = url.getPath();
            if (hostPrefix && path != null && !path.isEmpty() && !path.equals("/")) {
                throw settings.refuse(
                        SessionSettings.NAME,
                        "browsers keep a __Host- cookie only with Path=/, and auth.public-url has a path; choose __Secure- or a name without prefix");
            }
        }
        Duration idle = settings.get(SessionSettings.IDLE_TIMEOUT);
        Duration absolute = settings.get(SessionSettings.ABSOLUTE_TIMEOUT);
        if (idle.compareTo(absolute) > 0) {
            throw settings.refuse(
                    SessionSettings.IDLE_TIMEOUT,
                    "it is longer than " + SessionSettings.ABSOLUTE_TIMEOUT.key() + "; make it shorter");
        }
        if (settings.find(SessionSettings.STAY_SIGNED_IN)
                .filter(lasting -> lasting.compareTo(absolute) < 0)
                .isPresent()) {
            throw settings.refuse(
                    SessionSettings.STAY_SIGNED_IN,
                    "it is shorter than " + SessionSettings.ABSOLUTE_TIMEOUT.key()
                            + "; make it longer or leave it out");
        }
        return new SessionPolicy(
                name,
                settings.get(SessionSettings.SAME_SITE),
                idle,
                absolute,
                settings.find(SessionSettings.STAY_SIGNED_IN).orElse(null),
                settings.find(SessionSettings.MAX_SESSIONS_PER_USER).orElse(0));
    }

    /** Returns whether a session ends for not being used. One that lasts does too when nobody may stay signed in any more. */
    boolean idles(SessionRecord session) {
        return !session.lasting() || lasting == null;
    }

    /** Returns how far the recorded time of last use may lag: a minute, less where the idle time-out is so short that a minute matters. */
    Duration lag() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(LONGEST_LAG) < 0 ? tenth : LONGEST_LAG;
    }

    /** Returns how long a store keeps a record beyond its end, so that its holder's refusal can still say why. */
    Duration grace() {
        return GRACE;
    }
}
