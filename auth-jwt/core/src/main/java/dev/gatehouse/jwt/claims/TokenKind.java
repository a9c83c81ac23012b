package dev.gatehouse.jwt.claims;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells access tokens from ID tokens, refresh tokens and logout tokens of the same issuer. They have the same keys, and
 * possibly this API's audience, so they are recognized by members that only they have. A member that is {@code null} is
 * absent. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class TokenKind {

    /** RFC 9068 section 2.1. */
    public static final String ACCESS_TOKEN = "at+jwt";

    /**
     * Values of the claim {@code typ} in Keycloak's tokens that are neither access tokens nor ID tokens. Their header
     * parameter {@code typ} is always JWT.
     */
    private static final Set<String> NOT_FOR_APIS = Set.of(
            "refresh", "offline", "logout", "serialized-id", "initial-access-token", "registration-access-token");

    /** Cognito and Hydra. */
    private static final Set<String> ACCESS_USES = Set.of("access", "access_token");

    private static final String ID = "id";
    private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "s_hash");

    private final Set<String> scopes;
    private final boolean idTokens;
    private final boolean logoutTokens;

    public TokenKind(TokenClaims claims) {
        this.scopes = claims.scopes();
        this.idTokens = claims.idTokens();
        this.logoutTokens = claims.logoutTokens();
    }

    /**
     * Applies the rules of an issuer.
     *
     * @throws IllegalArgumentException if there is a claim that ID tokens may have
     */
    public static Set<String> scopes(Set<String> claims) {
        if (!ClaimPath.SCOPES.containsAll(claims)) {
            throw new IllegalArgumentException(
                    "expected scp, scope or both; ID tokens may have any other claim as well");
        }
        return claims;
    }

    /** Returns the reason to refuse a token of this kind; {@code null} if it is accepted. */
    @Nullable
    public Reason refusal(JoseHeader header, Map<String, @Nullable Object> claims) {
        if (logoutTokens) {
            return LogoutTokenClaims.refusal(claims);
        }
        Object type = claims.get("typ");
        if (type != null && !(type instanceof String text && !NOT_FOR_APIS.contains(text.toLowerCase(Locale.ROOT)))) {
            return TokenReasons.TYPE;
        }
        Object use = claims.get("token_use");
        if (use != null && !ID.equals(use) && !(use instanceof String text && ACCESS_USES.contains(text))) {
            return TokenReasons.TYPE;
        }
        if (claims.get("events") instanceof Map<?, ?> events && events.containsKey(LogoutTokenClaims.EVENT)) {
            return TokenReasons.TYPE;
        }
        if (idTokens) {
            return null;
        }
        if (saysId(claims)) {
            return TokenReasons.ID_TOKEN;
        }
        return hasNonceOfIdToken(header, claims) ? TokenReasons.NONCE : null;
    }

    /** Returns whether it is for a client and not for an API: an ID token or a logout token, which are accepted. */
    public boolean isForClient(JoseHeader header, Map<String, @Nullable Object> claims) {
        return logoutTokens || (idTokens && (saysId(claims) || hasNonceOfIdToken(header, claims)));
    }

    /** Returns whether it has a member that nothing outweighs. */
    private static boolean saysId(Map<String, @Nullable Object> claims) {
        for (String claim : OF_ID_TOKENS) {
            if (claims.get(claim) != null) {
                return true;
            }
        }
        return ID.equals(claims.get("token_use"))
                || (claims.get("typ") instanceof String type && type.equalsIgnoreCase(ID));
    }

    /**
     * Returns whether it has a nonce and nothing that outweighs it. A nonce belongs into an ID token. Older versions of
     * Keycloak copy it into the access token, which names its type, and so does Microsoft Entra External ID.
     */
    private boolean hasNonceOfIdToken(JoseHeader header, Map<String, @Nullable Object> claims) {
        if (claims.get("nonce") == null || ACCESS_TOKEN.equals(header.type()) || "Bearer".equals(claims.get("typ"))) {
            return false;
        }
        for (String claim : scopes) {
            if (namesScope(claims.get(claim))) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesScope(@Nullable Object value) {
        if (value instanceof String text) {
            return !text.isBlank();
        }
        List<String> scopes = Claims.strings(value);
        return scopes != null && !scopes.isEmpty() && scopes.stream().noneMatch(String::isBlank);
    }
}
