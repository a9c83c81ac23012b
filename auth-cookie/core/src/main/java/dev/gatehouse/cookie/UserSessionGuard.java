package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;

/**
 * Ends the sessions of users who were removed, were disabled or changed their password, and applies changed permissions
 * to open sessions. Thread-safe.
 */
record UserSessionGuard(CachedUsers users) implements SessionGuard {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Verdict KEEP = new Verdict.Keep();
    private static final Verdict REMOVED = new Verdict.End(Reason.of("session.user-removed"));
    private static final Verdict PASSWORD_CHANGED = new Verdict.End(Reason.of("session.password-changed"));
    private static final Verdict DISABLED = new Verdict.End(Reason.of("session.user-disabled"));

    @Override
    public Verdict check(SessionRecord session) throws SessionsUnavailableException {
        User user;
        try {
            user = users.find(session.caller().subject()).orElse(null);
        } catch (UsersUnavailableException unavailable) {
            throw new SessionsUnavailableException("the user directory does not answer", RETRY, unavailable);
        }
        if (user == null) {
            return REMOVED;
        }
        if (user.disabled()) {
            return DISABLED;
        }
        if (!LocalCaller.openedWith(session.data(), users.fingerprint(user))) {
            return PASSWORD_CHANGED;
        }
        if (LocalCaller.isCurrent(session.caller(), user)) {
            return KEEP;
        }
        return new Verdict.Renew(session.with(LocalCaller.refreshed(session.caller(), user), session.data()));
    }
}
