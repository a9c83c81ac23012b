package dev.gatehouse.benchmarks.verify;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder with its own validators of times and issuer, and one of the audience. */
public final class SpringCheck implements TokenCheck {

    private final JwtDecoder decoder;

    private SpringCheck(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    static SpringCheck of(BenchmarkKey key) {
        return new SpringCheck(decoder(key));
    }

    /** Returns the decoder for the tokens of one key. */
    public static JwtDecoder decoder(BenchmarkKey key) {
        NimbusJwtDecoder decoder;
        if (key.verifying() instanceof RSAPublicKey rsa) {
            decoder = NimbusJwtDecoder.withPublicKey(rsa).build();
        } else if (key.verifying() instanceof SecretKey secret) {
            decoder = NimbusJwtDecoder.withSecretKey(secret).build();
        } else {
            DefaultJWTProcessor<SecurityContext> processor = NimbusCheck.processor(key);
            // The decoder's validators check the claims, as in its own builders.
            processor.setJWTClaimsSetVerifier((claims, context) -> {});
            decoder = new NimbusJwtDecoder(processor);
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(TokenShape.ISSUER),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(TokenShape.AUDIENCE))));
        return decoder;
    }

    @Override
    public boolean accepts(String token) {
        try {
            return decoder.decode(token).getSubject() != null;
        } catch (JwtException bad) {
            return false;
        }
    }
}
