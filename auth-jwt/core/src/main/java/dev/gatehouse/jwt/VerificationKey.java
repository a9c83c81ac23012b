package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One public key of an issuer, with the algorithms it is good for. Two keys are equal only if they are the same object: what a key verified lives exactly as long as
 * that object is in the issuer's current set. Thread-safe.
 */
final class VerificationKey {

    private final @Nullable String kid;
    private final PublicKey key;
    private final Set<SigningAlgorithm> algorithms;
    private final JWSVerifier verifier;
    private final int rsaSignatureLength;
    private final BigInteger order;

    private VerificationKey(
            @Nullable String kid,
            PublicKey key,
            Set<SigningAlgorithm> algorithms,
            JWSVerifier verifier,
            int rsaSignatureLength,
            BigInteger order) {
        this.kid = kid;
        this.key = key;
        this.algorithms = algorithms;
        this.verifier = verifier;
        this.rsaSignatureLength = rsaSignatureLength;
        this.order = order;
    }

    /** @param only the algorithm that the JWK names; {@code null} when it names none */
    static VerificationKey rsa(@Nullable String kid, RSAPublicKey key, @Nullable SigningAlgorithm only) {
        EnumSet<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (!algorithm.elliptic() && (only == null || only == algorithm)) {
                algorithms.add(algorithm);
            }
        }
        int length = (key.getModulus().bitLength() + 7) / 8;
        return new VerificationKey(kid, key, algorithms, new RSASSAVerifier(key), length, BigInteger.ZERO);
    }

    /** @param algorithm the algorithm of the key's curve */
    static VerificationKey elliptic(@Nullable String kid, ECPublicKey key, SigningAlgorithm algorithm)
            throws JOSEException {
        return new VerificationKey(
                kid,
                key,
                EnumSet.of(algorithm),
                new ECDSAVerifier(key),
                0,
                key.getParams().getOrder());
    }

    @Nullable
    String kid() {
        return kid;
    }

    boolean fits(SigningAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether the two stand for the same entry of a key set, so that the older object can stay in use. */
    boolean sameEntry(VerificationKey other) {
        return Objects.equals(kid, other.kid) && algorithms.equals(other.algorithms) && key.equals(other.key);
    }

    /** Whether the signature over the input is this key's, made with this algorithm. */
    boolean verifies(SigningAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        if (!fits(algorithm)
                || !(algorithm.elliptic() ? inRange(algorithm, signature) : signature.length == rsaSignatureLength)) {
            return false;
        }
        try {
            return verifier.verify(algorithm.header(), signingInput, new DecodedSignature(signature));
        } catch (JOSEException notVerifiable) {
            return false;
        }
    }

    /** Zero and the multiples of the order have passed for signatures of everything (CVE-2022-21449): here they never reach the provider. */
    boolean inRange(SigningAlgorithm algorithm, byte[] signature) {
        if (signature.length != algorithm.signatureLength()) {
            return false;
        }
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithms + "]";
    }
}
