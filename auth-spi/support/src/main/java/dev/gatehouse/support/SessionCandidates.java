package dev.gatehouse.support;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by the session cookie, of any mechanism. A browser sends several ones when a cookie of another path or
 * of a parent domain is left over, or when a neighbouring host added one. Their order depends on both, so it decides
 * nothing.
 *
 * <p>A value that cannot be a session secret is passed over. Of the others, at most {@link #MOST} are looked up, all of
 * them even if the first one is alive. A live session counts if every live session belongs to the same caller.
 *
 * @since 0.1
 */
@Internal
public final class SessionCandidates {

    /** The number of values that are looked up for one request. */
    static final int MOST = 4;

    private static final AuthenticationResult TWO_CALLERS = AuthenticationResult.ambiguous(
            Reason.of("session.ambiguous", "the request has session cookies of two different callers"));
    private static final AuthenticationResult TOO_MANY = AuthenticationResult.ambiguous(Reason.of(
            "session.ambiguous", "the request has a live session and more than " + MOST + " session cookies"));

    private @Nullable SessionRecord live;
    private @Nullable Reason dead;
    private boolean twoCallers;
    private int lookedUp;

    private SessionCandidates() {}

    /**
     * Authenticates by the values of the session cookie in a request.
     *
     * @param values the distinct values; at least one
     */
    public static AuthenticationResult authenticate(Sessions sessions, List<String> values) {
        try {
            return values.size() == 1 ? one(sessions, values.get(0)) : several(sessions, values);
        } catch (SessionsUnavailableException unavailable) {
            // Stores and the user directory fail in different ways, which only the message tells apart.
            Reason reason = Reason.of("session.unavailable", String.valueOf(unavailable.getMessage()));
            return AuthenticationResult.unavailable(reason, unavailable.retryAfter());
        }
    }

    private static AuthenticationResult one(Sessions sessions, String value) throws SessionsUnavailableException {
        Sessions.Lookup lookup = sessions.find(value);
        return lookup instanceof Sessions.Lookup.Live found
                ? AuthenticationResult.authenticated(found.record().caller())
                : AuthenticationResult.rejected(((Sessions.Lookup.Dead) lookup).reason());
    }

    private static AuthenticationResult several(Sessions sessions, List<String> values)
            throws SessionsUnavailableException {
        SessionCandidates candidates = new SessionCandidates();
        for (String value : values) {
            if (sessions.wellFormed(value)) {
                if (candidates.lookedUp == MOST) {
                    return candidates.result(true);
                }
                candidates.lookedUp++;
                candidates.add(sessions.find(value));
            }
        }
        // Without a candidate, every value is refused in the same way.
        return candidates.lookedUp == 0 ? one(sessions, values.get(0)) : candidates.result(false);
    }

    private void add(Sessions.Lookup lookup) {
        if (lookup instanceof Sessions.Lookup.Live found) {
            SessionRecord record = found.record();
            twoCallers |= live != null && !sameCaller(live.caller(), record.caller());
            // The newest, so that the order of the cookies does not decide between two sessions of one caller.
            live = live == null || isNewer(record, live) ? record : live;
        } else if (dead == null) {
            dead = ((Sessions.Lookup.Dead) lookup).reason();
        }
    }

    private AuthenticationResult result(boolean more) {
        if (live == null) {
            return AuthenticationResult.rejected(Objects.requireNonNull(dead));
        }
        if (twoCallers) {
            return TWO_CALLERS;
        }
        // A session of another caller may be among those that were not looked up.
        return more ? TOO_MANY : AuthenticationResult.authenticated(live.caller());
    }

    private static boolean sameCaller(Caller one, Caller other) {
        return one.issuer().equals(other.issuer())
                && one.subject().equals(other.subject())
                && one.kind() == other.kind();
    }

    private static boolean isNewer(SessionRecord one, SessionRecord other) {
        int order = one.begun().compareTo(other.begun());
        return order > 0
                || (order == 0 && one.id().digest().compareTo(other.id().digest()) > 0);
    }
}
