package dev.gatehouse.benchmarks.verify;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/** Auth0's library with issuer, audience and expiry. */
final class JavaJwtCheck implements TokenCheck {

    private final JWTVerifier verifier;

    private JavaJwtCheck(JWTVerifier verifier) {
        this.verifier = verifier;
    }

    static JavaJwtCheck of(BenchmarkKey key) {
        return new JavaJwtCheck(JWT.require(algorithm(key))
                .withIssuer(TokenShape.ISSUER)
                .withAudience(TokenShape.AUDIENCE)
                .withClaimPresence("exp")
                .build());
    }

    private static Algorithm algorithm(BenchmarkKey key) {
        return switch (key.algorithm()) {
            case "RS256" -> Algorithm.RSA256((RSAKey) key.verifying());
            case "ES256" -> Algorithm.ECDSA256((ECKey) key.verifying());
            default -> Algorithm.HMAC256(key.verifying().getEncoded());
        };
    }

    @Override
    public boolean accepts(String token) {
        try {
            return verifier.verify(token).getSubject() != null;
        } catch (JWTVerificationException bad) {
            return false;
        }
    }
}
