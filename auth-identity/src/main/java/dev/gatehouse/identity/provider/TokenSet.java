package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a log-in as the provider issued them, not verified. {@code toString()} shows none of them. Immutable.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token; {@code null} if there is none. It is opaque, whatever it looks like
 * @param idToken the ID token; {@code null} if there is none, which a refresh may leave out
 * @param accessExpires when the access token expires, by {@code expires_in}; {@code null} if the provider does not say
 * @param refreshExpires when the refresh token expires, by {@code refresh_expires_in} of Keycloak; {@code null} if the
 *     provider does not say
 * @since 0.1
 */
@Internal
public record TokenSet(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        @Nullable Instant accessExpires,
        @Nullable Instant refreshExpires) {
    /** Requires an access token. */
    public TokenSet {
        Objects.requireNonNull(accessToken, "accessToken");
    }

    /**
     * Returns these tokens, which a refresh yielded, with what the provider left out because it has not changed: the
     * refresh token (RFC 6749 section 6) and the ID token (OpenID Connect Core section 12.2).
     *
     * @param before the tokens before the refresh
     */
    public TokenSet after(TokenSet before) {
        boolean sameRefresh = refreshToken == null;
        return new TokenSet(
                accessToken,
                sameRefresh ? before.refreshToken() : refreshToken,
                idToken == null ? before.idToken() : idToken,
                accessExpires,
                sameRefresh && refreshExpires == null ? before.refreshExpires() : refreshExpires);
    }

    @Override
    public String toString() {
        return "TokenSet[refresh=" + (refreshToken != null) + ", id=" + (idToken != null) + ", accessExpires="
                + accessExpires + "]";
    }
}
