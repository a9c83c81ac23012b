package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the passkeys of the users of a directory: {@link Users#passkeys()}. All nodes that share the users share the
 * passkeys. Every operation is atomic. A store contains no rules of WebAuthn. Thread-safe.
 *
 * <p>The passkeys of a user who is removed from the directory must go with the user: another person who gets the same
 * name later must not inherit them.
 *
 * <p>The contract test is {@code PasskeyStoreContract} in the artifact {@code auth-cookie-testkit}.
 *
 * @since 0.1
 */
@Incubating
public interface PasskeyStore {

    /** The result of {@link #add}. */
    enum Added {
        /** The passkey is stored. */
        STORED,
        /** There is a passkey with this id, of this user or another one. Nothing is changed. */
        EXISTS,
        /** The user has as many passkeys as allowed. Nothing is changed. */
        FULL,
        /** The directory has no such user any more. Nothing is changed. */
        NO_USER
    }

    /**
     * Returns a secret of 256 bits, base64url, that all nodes share. It is created at the first call and stays the same
     * for as long as the store exists. It makes challenges unpredictable, and is no credential.
     *
     * @throws UsersUnavailableException if the store does not answer
     */
    String secret() throws UsersUnavailableException;

    /**
     * Returns a passkey.
     *
     * @param id the credential id, base64url
     * @throws UsersUnavailableException if the store does not answer
     */
    Optional<Passkey> find(String id) throws UsersUnavailableException;

    /**
     * Returns the passkeys of a user, oldest first.
     *
     * @throws UsersUnavailableException if the store does not answer
     */
    List<Passkey> ofUser(String user) throws UsersUnavailableException;

    /**
     * Adds a passkey.
     *
     * @param most how many passkeys one user may have; at least 1
     * @throws UsersUnavailableException if the store does not answer
     */
    Added add(Passkey passkey, int most) throws UsersUnavailableException;

    /**
     * Records a use, unless another use has changed the counter in the meantime.
     *
     * @param before the passkey as it was found
     * @return whether the use was recorded; {@code false} if the passkey is gone or has another counter by now
     * @throws UsersUnavailableException if the store does not answer
     */
    boolean used(Passkey before, long counter, boolean backedUp, Instant at) throws UsersUnavailableException;

    /**
     * Removes a passkey of a user.
     *
     * @return whether the user had it
     * @throws UsersUnavailableException if the store does not answer
     */
    boolean remove(String user, String id) throws UsersUnavailableException;
}
