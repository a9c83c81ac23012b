package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;

/** Checks signatures with one key. Thread-safe. */
interface SignatureCheck {

    /**
     * Whether the signature is one that this kind of key could have made, by its length and the range of its values. It stands before the provider, since providers have let such
     * values pass.
     */
    boolean plausible(SigningAlgorithm algorithm, byte[] signature);

    /** Asks the provider, and nobody else. */
    boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature)
            throws GeneralSecurityException, JOSEException;
}
