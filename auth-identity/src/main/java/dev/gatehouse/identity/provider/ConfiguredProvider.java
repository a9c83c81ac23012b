package dev.gatehouse.identity.provider;

import dev.gatehouse.identity.service.ServicePolicy;
import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.spi.stability.Internal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A provider with the rules for its tokens. Immutable.
 *
 * @param provider the provider
 * @param idTokens the rules for its ID tokens
 * @param accessTokens the rules for its access tokens, which callers come from; {@code null} if callers come from ID
 *     tokens
 * @param service what the Identity service is asked for at log-in and at refreshes; {@code null} if it is not asked
 * @since 0.1
 */
@Internal
public record ConfiguredProvider(
        LoginProvider provider,
        IssuerPolicy idTokens,
        @Nullable IssuerPolicy accessTokens,
        @Nullable ServicePolicy service) {
    /** Rejects {@code null} where it is not allowed. */
    public ConfiguredProvider {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(idTokens, "idTokens");
    }

    /** Returns how its tokens become callers. */
    ClaimMapping callers() {
        return (accessTokens == null ? idTokens : accessTokens).mapping();
    }
}
