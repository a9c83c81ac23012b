package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Sends this application's requests to one provider. Methods that send a request block, at most for the timeout of
 * outgoing requests. They follow no redirect and read at most 1 MiB. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface ProviderClient {

    /** Returns the provider. */
    LoginProvider provider();

    /** Returns the metadata that was fetched last, however old; empty if none was fetched yet. Does not block. */
    Optional<ProviderMetadata> known();

    /**
     * Returns metadata that was fetched within the last seconds, so that a browser is not sent to a provider that is
     * down.
     *
     * @throws ProviderUnavailableException if the provider does not answer
     */
    ProviderMetadata current() throws ProviderUnavailableException;

    /**
     * Sends an authorization request to the provider (RFC 9126).
     *
     * @param parameters the parameters of the request
     * @return the {@code request_uri}
     * @throws ProviderUnavailableException if the provider does not answer, or refuses the request
     */
    String push(Map<String, String> parameters) throws ProviderUnavailableException;

    /**
     * Exchanges an authorization code for tokens.
     *
     * @param code the code
     * @param verifier the PKCE verifier (RFC 7636)
     * @param redirectUri the redirect URI of the authorization request
     */
    TokenAnswer exchange(String code, String verifier, URI redirectUri);

    /**
     * Exchanges a refresh token for new tokens.
     *
     * @param refreshToken the refresh token
     */
    TokenAnswer refresh(String refreshToken);

    /**
     * Revokes a token (RFC 7009).
     *
     * @param token the token
     * @param hint {@code refresh_token} or {@code access_token}
     * @return whether the provider confirmed it; {@code false} also if it has no endpoint for it
     */
    boolean revoke(String token, String hint);

    /**
     * Ends the session that a refresh token belongs to, without a browser, as Keycloak offers it.
     *
     * @param refreshToken the refresh token
     * @return whether the provider confirmed it; {@code false} also if it does not offer this
     */
    boolean endSession(String refreshToken);

    /** Returns whether the provider answered the last time it was asked. Does not block. */
    Health health();
}
