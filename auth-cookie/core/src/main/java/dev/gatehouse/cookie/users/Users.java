package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Stable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the users who may log in: the users file, or a directory of the application's own, passed to
 * {@code CookieMechanismFactory.withUsers}. Thread-safe.
 *
 * <p>It is asked at every login, and at most every 30 seconds for the user of each session in use. If it does not
 * answer, its previous answer is used for at most a minute; after that, requests are answered with 503.
 *
 * <p>A directory that finds an account under several spellings of its name, as databases with a lenient collation do,
 * returns the user under one of them, always the same: sessions and login throttling use {@link User#name()}.
 *
 * @since 0.1
 */
@Stable
public interface Users {

    /**
     * Returns a user, including a disabled one.
     *
     * @param name the name as it was typed: 1 to 255 characters without control characters, neither trimmed nor folded
     * @return the user, or empty if there is no user of that name
     * @throws UsersUnavailableException if the directory does not answer; the login is answered with 503
     */
    Optional<User> find(String name) throws UsersUnavailableException;

    /**
     * Returns whether a password belongs to a user. The default verifies the user's hash, and after a failure the
     * {@linkplain #decoys() decoys} of every other cost, so that each failed attempt is the same work, whether the name
     * exists or not and whatever hash the user has. A directory that verifies passwords itself, as LDAP does with a
     * bind, overrides this method. It must then do the same work for unknown users as for known ones, because the
     * response time must not reveal which users exist. Called once for each attempt that passes the throttle, by at
     * most {@code auth.cookie.hash-concurrency} threads.
     *
     * @param user the result of {@link #find(String)}; {@code null} if there was none
     * @param password the password as it was typed: 1 to 1024 characters that UTF-8 can encode
     * @return always {@code false} if there is no user
     * @throws UsersUnavailableException if the directory does not answer; the login is answered with 503
     */
    default boolean matches(@Nullable User user, String password) throws UsersUnavailableException {
        PasswordHash own = user == null ? null : user.passwordHash();
        boolean right = own != null && own.matches(password);
        if (right && user != null && !user.disabled()) {
            return true;
        }
        for (PasswordHash decoy : decoys()) {
            if (own == null || !decoy.costsTheSameAs(own)) {
                decoy.matches(password);
            }
        }
        return right;
    }

    /** Returns whether {@link #rehash} is supported; {@code false} by default. Cheap. */
    default boolean rehashes() {
        return false;
    }

    /**
     * Replaces a user's hash with another hash of the same password, if the stored hash has not changed. Called after a
     * login with an {@linkplain PasswordHash#outdated() outdated} hash if the directory {@linkplain #rehashes()
     * supports} it.
     *
     * @param user the user as the directory returned it, with the old hash
     * @param hash the new hash
     * @return the user as stored now, including changes made concurrently; empty if the user no longer exists
     * @throws UsersUnavailableException if the directory can't be written; the login continues with the old hash
     */
    default Optional<User> rehash(User user, PasswordHash hash) throws UsersUnavailableException {
        return find(user.name());
    }

    /**
     * Returns a hash that matches no password and costs as much as most users' hashes. The default has the cost of
     * {@link PasswordHash#create(String)}.
     */
    default PasswordHash decoy() {
        return PasswordHash.decoy();
    }

    /**
     * Returns hashes that match no password: one for each cost among the hashes of the users. They are verified in
     * failed attempts, so that the response time reveals neither which names exist nor what kind of hash a user has. A
     * directory whose hashes have different costs overrides this method. The default is the {@linkplain #decoy() decoy}
     * alone.
     */
    default List<PasswordHash> decoys() {
        return List.of(decoy());
    }

    /**
     * Returns where the passkeys of the users are kept; empty, which is the default, if the directory keeps none.
     * Called once, when a mechanism is created.
     */
    default Optional<PasskeyStore> passkeys() {
        return Optional.empty();
    }

    /**
     * Returns whether {@link #find(String)} may wait for a network, a disk or a lock. The host then limits how many
     * requests wait at once. {@code true} by default.
     */
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
     * @throws IllegalArgumentException if two names differ only in case, which people would confuse
     */
    static Users of(Collection<User> users) {
        return FixedUsers.of(users);
    }
}
