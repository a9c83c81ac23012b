package dev.gatehouse.benchmarks.verify;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** jose4j with issuer, audience and expiry. */
final class Jose4jCheck implements TokenCheck {

    private final JwtConsumer consumer;

    Jose4jCheck(BenchmarkKey key) {
        this.consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(TokenShape.ISSUER)
                .setExpectedAudience(TokenShape.AUDIENCE)
                .setVerificationKey(key.verifying())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, key.algorithm())
                .build();
    }

    @Override
    public boolean accepts(String token) {
        try {
            return consumer.processToClaims(token).getSubject() != null;
        } catch (InvalidJwtException | MalformedClaimException bad) {
            return false;
        }
    }
}
