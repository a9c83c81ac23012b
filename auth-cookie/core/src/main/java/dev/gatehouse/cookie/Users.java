package dev.gatehouse.cookie;

import dev.gatehouse.spi.Health;
import java.util.Collection;
import java.util.Optional;

/**
 * A directory of the users who may log in: the users' file, or one of the embedder's own, given to {@link CookieMechanismFactory#withUsers(Users)}. Thread-safe.
 *
 * <p>It is asked at every login, and again for the user of every session in use, at most every 30 seconds for each user. When it does not answer, what it said
 * before counts for a minute at most; after that requests are answered with 503.
 *
 * <p>A directory whose accounts are found under several spellings of a name, as databases with a lenient collation do, returns the user under one of them, always the
 * same: sessions and the throttling of logins go by {@link User#name()}.
 */
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
