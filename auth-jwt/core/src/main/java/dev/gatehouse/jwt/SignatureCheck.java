package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;

/** Verifies signatures with one key. Thread-safe. */
interface SignatureCheck {

    /**
     * Whether the length and the values of the signature are possible for this type of key. This check runs before the
     * provider, because providers have accepted impossible values.
     */
    boolean plausible(SigningAlgorithm algorithm, byte[] signature);

    /** Whether the provider accepts the signature. */
    boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature)
            throws GeneralSecurityException, JOSEException;
}
