package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Stable;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the users who may log in: the users' file, or one of the embedder's own, given to {@code CookieMechanismFactory.withUsers}. Thread-safe.
 *
 * <p>It is asked at every login, and again for the user of every session in use, at most every 30 seconds for each user. When it does not answer, what it said
 * before counts for a minute at most; after that requests are answered with 503.
 *
 * <p>A directory whose accounts are found under several spellings of a name, as databases with a lenient collation do, returns the user under one of them, always the
 * same: sessions and the throttling of logins go by {@link User#name()}.
 *
 * @since 0.1
 */
@Stable
public interface Users {

    /**
     * Returns a user, also a disabled one.
     *
     * @param name the name as it was typed: 1 to 255 characters without control characters, neither trimmed nor folded
     * @return the user, or empty when there is none of that name
     * @throws UsersUnavailableException if that can't be told at present; the login is answered with 503
     */
    Optional<User> find(String name) throws UsersUnavailableException;

    /**
     * Returns whether a password is that of a user. By default by the user's hash, or by the {@linkplain #decoy() decoy} where there is no user or no hash. A directory that
     * checks passwords itself, as LDAP does by a bind, overrides it; it then does the same work for nobody as for somebody, since the time of an answer must not tell who exists. It
     * is called once for each try that the throttle lets through, at most {@code auth.cookie.hash-concurrency} at once.
     *
     * @param user what {@link #find(String)} returned; {@code null} when that was nobody
     * @param password the password as it was typed: 1 to 1024 characters, any that UTF-8 has
     * @return {@code false} always where there is no user
     * @throws UsersUnavailableException if that can't be told at present; the login is answered with 503
     */
    default boolean matches(@Nullable User user, String password) throws UsersUnavailableException {
        PasswordHash hash = user == null ? null : user.passwordHash();
        boolean right = (hash == null ? decoy() : hash).matches(password);
        return right && hash != null;
    }

    /** Returns whether {@link #rehash} does anything; {@code false} by default. Cheap. */
    default boolean rehashes() {
        return false;
    }

    /**
     * Puts another hash of the same password in the place of a user's, if it is still the user's. It is called at a login whose hash costs guessers less than one that is made today,
     * if the directory {@linkplain #rehashes() does that}.
     *
     * @param user the user as the directory returned it, with the old hash
     * @param hash the new hash
     * @return the user as the directory keeps it from now on, also when somebody else changed it meanwhile; empty when it has no such user any more
     * @throws UsersUnavailableException if the directory can't be written at present; the login goes on with the old hash
     */
    default Optional<User> rehash(User user, PasswordHash hash) throws UsersUnavailableException {
        return find(user.name());
    }

    /**
     * Returns a hash that no password has and that costs as much as most users' hashes. It is checked for names that nobody has, so that the time of an answer does not
     * tell which names exist. By default one that costs as much as those of {@link PasswordHash#create(String)}.
     */
    default PasswordHash decoy() {
        return PasswordHash.decoy();
    }

    /** Returns whether {@link #find(String)} may wait for a network, a disk or a lock; then the host limits how many requests wait at once. {@code true} by default. */
    default boolean blocking() {
        return true;
    }

    /** Returns whether the directory can answer at present. Cheap. */
    default Health health() {
        return Health.up();
    }

    /**
     * Returns a directory of these users, found by their exact names.
     *
     * @throws IllegalArgumentException if two names are the same but for upper and lower case, which people would confuse
     */
    static Users of(Collection<User> users) {
        return FixedUsers.of(users);
    }
}
