package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.LoginProvider;
import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.spi.stability.Internal;
import java.util.Objects;

/**
 * A provider whose sessions live here.
 *
 * @param client sends requests to it
 * @param verifier verifies its tokens
 * @param idTokens the rules for its ID tokens; those for its logout tokens follow from them
 * @since 0.1
 */
@Internal
public record SessionProvider(ProviderClient client, LoginVerifier verifier, IssuerPolicy idTokens) {
    /** Rejects {@code null}. */
    public SessionProvider {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(verifier, "verifier");
        Objects.requireNonNull(idTokens, "idTokens");
    }

    LoginProvider configured() {
        return client.provider();
    }
}
