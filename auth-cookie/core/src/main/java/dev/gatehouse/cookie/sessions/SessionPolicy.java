package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions.Lookup;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of sessions and when they end.
 *
 * @param cookie the cookie apart from its value
 * @param idle the time after the last use at which a session ends
 * @param absolute the time after its begin at which a session ends at the latest
 * @param lasting the same for a session whose user stays signed in; {@code null} if users can't stay signed in
 * @param perUser how many sessions a user may have at once; 0 for no limit
 */
record SessionPolicy(
        CookieAttributes cookie,
        Duration idle,
        Duration absolute,
        @Nullable Duration lasting,
        int perUser) {

    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Lookup.Dead IDLE = new Lookup.Dead(Reason.of("session.idle"));
    private static final Lookup.Dead EXPIRED = new Lookup.Dead(Reason.of("session.expired"));

    /** Reads the settings. Refuses a cookie that browsers would not accept, and timeouts that contradict each other. */
    static SessionPolicy of(MechanismContext context) {
        Settings settings = context.settings();
        Duration idle = settings.get(SessionSettings.IDLE_TIMEOUT);
        Duration absolute = settings.get(SessionSettings.ABSOLUTE_TIMEOUT);
        if (idle.compareTo(absolute) > 0) {
            throw settings.refuse(
                    SessionSettings.IDLE_TIMEOUT,
                    "it is longer than " + SessionSettings.ABSOLUTE_TIMEOUT.key() + "; reduce it");
        }
        if (settings.find(SessionSettings.STAY_SIGNED_IN)
                .filter(lasting -> lasting.compareTo(absolute) < 0)
                .isPresent()) {
            throw settings.refuse(
                    SessionSettings.STAY_SIGNED_IN,
                    "it is shorter than " + SessionSettings.ABSOLUTE_TIMEOUT.key()
                            + "; increase it or remove the setting");
        }
        return new SessionPolicy(
                CookieAttributes.of(context),
                idle,
                absolute,
                settings.find(SessionSettings.STAY_SIGNED_IN).orElse(null),
                settings.find(SessionSettings.MAX_SESSIONS_PER_USER).orElse(0));
    }

    /**
     * Returns how long a new session lasts at most.
     *
     * @param requested the lifetime that its owner wants, which only shortens it; {@code null} for the longest
     * @param stays whether its user stays signed in
     * @throws IllegalArgumentException if the requested lifetime is not positive
     */
    Duration lifetime(@Nullable Duration requested, boolean stays) {
        if (requested != null && (requested.isZero() || requested.isNegative())) {
            throw new IllegalArgumentException("expected a positive session lifetime");
        }
        Duration longest = stays && lasting != null ? lasting : absolute;
        return requested == null || requested.compareTo(longest) > 0 ? longest : requested;
    }

    /** Returns why a session has ended; {@code null} if it has not. */
    Lookup.@Nullable Dead timedOut(SessionRecord session, Instant now) {
        if (!now.isBefore(session.ends())) {
            return EXPIRED;
        }
        return idles(session) && SessionClock.passed(idle, session.lastUsed(), now) ? IDLE : null;
    }

    /** Returns the time until which a store keeps a record, so that a later refusal can still give the reason. */
    Instant keepUntil(SessionRecord session) {
        Instant idleEnd = idles(session) ? session.lastUsed().plus(idle) : session.ends();
        return (idleEnd.isBefore(session.ends()) ? idleEnd : session.ends()).plus(GRACE);
    }

    /**
     * Returns whether the idle timeout applies to a session. It also applies to a lasting session if users can no
     * longer stay signed in.
     */
    private boolean idles(SessionRecord session) {
        return !session.lasting() || lasting == null;
    }

    /**
     * Returns how far the recorded time of last use may lag: a minute, or less if the idle timeout is so short that a
     * minute matters.
     */
    Duration lag() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(LONGEST_LAG) < 0 ? tenth : LONGEST_LAG;
    }
}
