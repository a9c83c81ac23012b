package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.stability.Internal;
import java.util.Optional;

/**
 * Writes tokens into the private data of a session and reads them from it. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface StoredTokens {

    /**
     * Returns the data of a session.
     *
     * @param caller the caller of the session; the data of one caller cannot be read in the session of another
     * @param tokens the tokens
     */
    String seal(Caller caller, SessionTokens tokens);

    /**
     * Returns the tokens of a session; empty if its data is not what {@link #seal} returned for its caller.
     *
     * @param session the session as it was read
     */
    Optional<SessionTokens> open(SessionRecord session);
}
