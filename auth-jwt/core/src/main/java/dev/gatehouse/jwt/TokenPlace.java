package dev.gatehouse.jwt;

import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.spi.CredentialSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the token of a request stands. Immutable.
 *
 * @param source the part of the request
 * @param alternatives the tokens, if there are several in that place; empty if none of them may be chosen; {@code null}
 *     if there is one
 */
record TokenPlace(CredentialSource source, @Nullable List<BearerCredential> alternatives) {

    static final TokenPlace AUTHORIZATION = new TokenPlace(CredentialSource.authorization(), null);

    boolean ofLoadBalancer() {
        return source.equals(TokenOrigin.LOAD_BALANCER);
    }

    @Override
    public String toString() {
        return "TokenPlace[" + source + "]";
    }
}
