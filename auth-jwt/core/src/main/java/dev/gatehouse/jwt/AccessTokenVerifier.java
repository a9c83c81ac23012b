package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.RequestSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Set;

/**
 * Verifies the tokens of a mechanism's issuers, with the issuers' keys or by introspection. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface AccessTokenVerifier extends AutoCloseable {

    /**
     * Verifies a token.
     *
     * @return the result; never {@code null}, no content of a token causes an exception
     */
    Verification verify(TokenReading reading);

    /**
     * Verifies the token of a request.
     *
     * @param source the source of the request, which limits how often unknown keys are looked for
     */
    default Verification verify(TokenReading reading, RequestSource source) {
        return verify(reading);
    }

    /** Returns whether it verifies opaque tokens. If not, other mechanisms may accept them. */
    default boolean verifiesOpaqueTokens() {
        return false;
    }

    /** Returns the issuers whose tokens it verifies. Unmodifiable. */
    Set<String> issuers();

    /** Returns the issuers that clients may get tokens from. */
    default Set<String> authorizationServers() {
        return issuers();
    }

    /** Returns whether it can verify tokens at present. */
    Health health();

    /** Returns figures at this time, such as the age of keys. */
    default List<Measurement> measurements() {
        return List.of();
    }

    @Override
    void close();
}
