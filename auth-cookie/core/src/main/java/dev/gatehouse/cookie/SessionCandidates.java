package dev.gatehouse.cookie;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a request with several session cookies. A browser sends them when a cookie of another path or of a
 * parent domain is left over, or when a neighbouring host added one. Their order depends on both, so it decides
 * nothing.
 *
 * <p>A value that cannot be a session secret is passed over. Of the others, at most {@link #MOST} are looked up, all of
 * them even if the first one is alive. A live session counts if every live session belongs to the same caller.
 */
final class SessionCandidates {

    /** The number of values that are looked up for one request. */
    static final int MOST = 4;

    private static final AuthenticationResult NO_CANDIDATE = AuthenticationResult.rejected(
            Reason.of("session.unknown", "none of several session cookies has the format of a session secret"));
    private static final AuthenticationResult TWO_CALLERS = AuthenticationResult.ambiguous(
            Reason.of("session.ambiguous", "the request has session cookies of two different callers"));
    private static final AuthenticationResult TOO_MANY = AuthenticationResult.ambiguous(Reason.of(
            "session.ambiguous", "the request has a live session and more than " + MOST + " session cookies"));

    private @Nullable SessionRecord live;
    private @Nullable Reason dead;
    private boolean twoCallers;
    private int lookedUp;

    private SessionCandidates() {}

    static AuthenticationResult authenticate(Sessions sessions, List<String> values)
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
        return candidates.result(false);
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
            return dead == null ? NO_CANDIDATE : AuthenticationResult.rejected(dead);
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
