package dev.gatehouse.jwt.claims;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for claims that only logout tokens have (OpenID Connect Back-Channel Logout 1.0 section 2.6). */
final class LogoutTokenClaims {

    /** The member of {@code events} that makes a token a logout token. */
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final int MAX_IDENTIFIER = 1024;

    /** Claims of ID tokens and access tokens, which a logout token never has. */
    private static final Set<String> OF_OTHERS =
            Set.of("nonce", "at_hash", "c_hash", "s_hash", "auth_time", "scope", "scp", "token_use", "cnf");

    private LogoutTokenClaims() {}

    /** Returns the reason to refuse a token as a logout token; {@code null} if it is one. */
    static @Nullable Reason refusal(Map<String, @Nullable Object> claims) {
        // The event may have members: Keycloak's says whether offline sessions end too.
        boolean logout = claims.get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>;
        if (!logout) {
            return TokenReasons.TYPE.withDetail("the token has no event of a back-channel logout");
        }
        // Keycloak names the type in a claim as well.
        Object type = claims.get("typ");
        if (type != null && !(type instanceof String text && text.equalsIgnoreCase("Logout"))) {
            return TokenReasons.TYPE.withDetail("it is not a logout token");
        }
        for (String other : OF_OTHERS) {
            if (claims.containsKey(other)) {
                return TokenReasons.TYPE.withDetail("a logout token has no " + other);
            }
        }
        if (RegisteredClaims.millis(claims, "iat") == RegisteredClaims.ABSENT) {
            return TokenReasons.claim("iat");
        }
        if (!isIdentifier(claims.get("jti"))) {
            return TokenReasons.claim("jti");
        }
        return claims.containsKey("sid") && !isIdentifier(claims.get("sid")) ? TokenReasons.claim("sid") : null;
    }

    private static boolean isIdentifier(@Nullable Object value) {
        return value instanceof String text
                && !text.isBlank()
                && text.length() <= MAX_IDENTIFIER
                && Claims.isPlain(text);
    }
}
