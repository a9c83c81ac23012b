package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
import java.util.Set;

/**
 * Verifies the tokens of a mechanism's issuers, with their keys or by asking them. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface AccessTokenVerifier extends AutoCloseable {

    /**
     * Verifies a token.
     *
     * @return the result; never {@code null}, never an exception for what the token contains
     */
    Verification judge(TokenReading reading);

    /** Returns whether it verifies opaque tokens; if not, they are left to other mechanisms. */
    default boolean judgesOpaqueTokens() {
        return false;
    }

    /** Returns the issuers whose tokens it verifies. Unmodifiable. */
    Set<String> issuers();

    /** Returns whether it can decide at present. */
    Health health();

    @Override
    void close();
}
