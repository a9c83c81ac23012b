package dev.gatehouse.benchmarks.verify;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.security.KeyPair;
import java.security.PrivateKey;
import org.pac4j.core.exception.CredentialsException;
import org.pac4j.jwt.config.signature.ECSignatureConfiguration;
import org.pac4j.jwt.config.signature.RSASignatureConfiguration;
import org.pac4j.jwt.config.signature.SecretSignatureConfiguration;
import org.pac4j.jwt.config.signature.SignatureConfiguration;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;

/** pac4j's authenticator. It has no setting for issuer and audience, so it checks less than the others. */
public final class Pac4jCheck implements TokenCheck {

    private final JwtAuthenticator authenticator;

    private Pac4jCheck(JwtAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    static Pac4jCheck of(BenchmarkKey key) {
        return new Pac4jCheck(authenticator(key));
    }

    /** Returns the authenticator for the tokens of one key. */
    public static JwtAuthenticator authenticator(BenchmarkKey key) {
        return new JwtAuthenticator(configuration(key));
    }

    private static SignatureConfiguration configuration(BenchmarkKey key) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(key.algorithm());
        return switch (key.algorithm()) {
            case "RS256" -> new RSASignatureConfiguration(pair(key), algorithm);
            case "ES256" -> new ECSignatureConfiguration(pair(key), algorithm);
            default -> new SecretSignatureConfiguration(key.verifying().getEncoded(), algorithm);
        };
    }

    private static KeyPair pair(BenchmarkKey key) {
        return new KeyPair(key.publicKey(), (PrivateKey) key.signing());
    }

    @Override
    public boolean accepts(String token) {
        try {
            return authenticator.validateToken(token) != null;
        } catch (CredentialsException bad) {
            return false;
        }
    }
}
