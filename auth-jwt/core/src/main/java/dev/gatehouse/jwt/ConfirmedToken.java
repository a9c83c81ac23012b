package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link VerifiedToken} of a token that its issuer has confirmed (RFC 7662). It keeps the constructor out
 * of the type that applications see, so that only this module decides what counts as verified.
 *
 * @since 0.1
 */
@Internal
public final class ConfirmedToken {

    private ConfirmedToken() {}

    /**
     * Returns the token.
     *
     * @param claims the members of the issuer's response
     * @param digest identifies the token if the response has no {@code jti}
     */
    public static VerifiedToken of(
            String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims, String digest) {
        return new VerifiedToken(issuer, registered, claims, digest);
    }

    /** Returns the registered claims of a token. */
    public static RegisteredClaims registered(VerifiedToken token) {
        return token.registered();
    }
}
