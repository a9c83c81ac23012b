package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionId;
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
     * Returns why tokens cannot be stored, such as their size; empty if they can.
     *
     * @param tokens the tokens
     */
    Optional<Reason> problem(TokenSet tokens);

    /**
     * Returns the data of a session.
     *
     * @param session the session; its data cannot be read in another one
     * @param tokens the tokens
     * @throws IllegalArgumentException if they have a {@linkplain #problem problem}
     */
    String seal(SessionId session, SessionTokens tokens);

    /**
     * Returns the tokens of a session; empty if its data is not what {@link #seal} returned for it.
     *
     * @param session the session as it was read
     */
    Optional<SessionTokens> open(SessionRecord session);
}
