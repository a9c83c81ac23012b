package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces outdated password hashes at login, the only time when the password is available. A failure never prevents
 * the login: the old hash stays. Thread-safe.
 */
final class Rehashing {

    private static final Logger LOG = LoggerFactory.getLogger(Rehashing.class);

    /** More than logins of one user that hash at the same time. */
    private static final int ATTEMPTS = 16;

    private final Users users;
    private final Sessions sessions;
    private final HashingLimit hashing;

    Rehashing(Users users, Sessions sessions, HashingLimit hashing) {
        this.users = users;
        this.sessions = sessions;
        this.hashing = hashing;
    }

    /** Returns the user as stored in the directory after this password was verified. */
    User afterLogin(User user, String password) throws SessionsUnavailableException {
        PasswordHash old = user.passwordHash();
        if (old == null || !old.outdated() || !users.rehashes()) {
            return user;
        }
        try {
            PasswordHash hash =
                    hashing.inTurn(() -> PasswordHash.create(password)).orElse(null);
            if (hash == null) {
                return user;
            }
            keepSessions(user, hash);
            Optional<User> kept = users.rehash(user, hash);
            return kept.orElse(user);
        } catch (UsersUnavailableException unavailable) {
            LOG.warn("a user keeps an outdated password hash: the user directory cannot be written");
            return user;
        }
    }

    /**
     * Runs before the new hash takes effect: open sessions of the user accept its fingerprint as well, so that none of
     * them ends.
     */
    private void keepSessions(User user, PasswordHash hash) throws SessionsUnavailableException {
        String old = LocalCaller.fingerprint(user);
        String next = LocalCaller.fingerprint(user.withPassword(hash));
        for (SessionRecord listed : sessions.list(LocalCaller.ISSUER, user.name())) {
            Optional<SessionRecord> session = Optional.of(listed);
            // Each login at the same time changes the session too, with a hash of its own, one of which is kept.
            for (int i = 0; i < ATTEMPTS && session.isPresent() && !accepts(session.get(), old, next); i++) {
                session = sessions.read(listed.id());
            }
        }
    }

    /** Returns false if the session was changed by others meanwhile. */
    private boolean accepts(SessionRecord session, String old, String next) throws SessionsUnavailableException {
        return !LocalCaller.openedWith(session.data(), old)
                || sessions.compareAndSet(
                        session, session.with(session.caller(), LocalCaller.withFingerprint(session.data(), next)));
    }
}
