package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Verifies HMAC with SHA-2 (RFC 7518 section 3.2), with a constant-time comparison.
 *
 * @since 0.1
 */
@Internal
public final class HmacVerifier implements SignatureVerifier {

    private final SecretKey key;

    public HmacVerifier(SecretKey key) {
        this.key = key;
    }

    @Override
    public boolean plausible(SigningAlgorithm algorithm, byte[] signature) {
        return signature.length == algorithm.signatureLength();
    }

    @Override
    public boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance(name(algorithm));
        mac.init(key);
        return MessageDigest.isEqual(mac.doFinal(input), signature);
    }

    private static String name(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> "HmacSHA256";
            case HS384 -> "HmacSHA384";
            case HS512 -> "HmacSHA512";
            default -> throw new IllegalArgumentException("expected HS256, HS384 or HS512, got " + algorithm);
        };
    }
}
