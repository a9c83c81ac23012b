package dev.gatehouse.benchmarks.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import java.text.ParseException;
import java.util.Set;

/** Nimbus' processor with a fixed key set, issuer, audience and required expiry. */
final class NimbusCheck implements TokenCheck {

    private final DefaultJWTProcessor<SecurityContext> processor;

    NimbusCheck(BenchmarkKey key) {
        this.processor = processor(key);
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                TokenShape.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(TokenShape.ISSUER).build(),
                Set.of("sub", "exp")));
    }

    static DefaultJWTProcessor<SecurityContext> processor(BenchmarkKey key) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(key.algorithm()), new ImmutableJWKSet<>(key.jwkSet())));
        return processor;
    }

    @Override
    public boolean accepts(String token) {
        try {
            return processor.process(token, null).getSubject() != null;
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            return false;
        }
    }
}
