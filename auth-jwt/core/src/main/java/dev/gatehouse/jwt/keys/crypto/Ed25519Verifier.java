package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Verifies Ed25519 (RFC 8032 section 5.1.7, RFC 8037 section 3.1) with the JDK.
 *
 * @since 0.1
 */
@Internal
public final class Ed25519Verifier implements SignatureVerifier {

    private final PublicKey key;

    public Ed25519Verifier(PublicKey key) {
        this.key = key;
    }

    @Override
    public boolean plausible(SigningAlgorithm algorithm, byte[] signature) {
        return signature.length == algorithm.signatureLength() && Ed25519Encoding.soundSignature(signature);
    }

    @Override
    public boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(input);
        return verifier.verify(signature);
    }
}
