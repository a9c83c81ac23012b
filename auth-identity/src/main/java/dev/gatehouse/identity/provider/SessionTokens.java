package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.util.Objects;

/**
 * The tokens of a session. {@code toString()} shows none of them. Immutable.
 *
 * @param provider the {@linkplain LoginProvider#alias() alias} of the provider that issued them
 * @param tokens the tokens
 * @since 0.1
 */
@Internal
public record SessionTokens(String provider, TokenSet tokens) {
    /** Rejects {@code null}. */
    public SessionTokens {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(tokens, "tokens");
    }
}
