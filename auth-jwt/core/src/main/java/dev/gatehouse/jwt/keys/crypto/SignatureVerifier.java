package dev.gatehouse.jwt.keys.crypto;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.GeneralSecurityException;

/**
 * Verifies signatures with one key. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface SignatureVerifier {

    /**
     * Whether the length and the values of the signature are possible for this type of key. This check runs before the
     * provider, because providers have accepted impossible values.
     */
    boolean plausible(SigningAlgorithm algorithm, byte[] signature);

    /** Whether the provider accepts the signature. */
    boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature)
            throws GeneralSecurityException, JOSEException;
}
