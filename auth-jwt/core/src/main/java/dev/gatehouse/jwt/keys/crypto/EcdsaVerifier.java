package dev.gatehouse.jwt.keys.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/**
 * Verifies ECDSA (RFC 7518 section 3.4).
 *
 * @since 0.1
 */
@Internal
public final class EcdsaVerifier implements SignatureVerifier {

    private final JWSVerifier verifier;
    private final BigInteger order;

    public EcdsaVerifier(ECPublicKey key) throws JOSEException {
        this.verifier = new ECDSAVerifier(key);
        this.order = key.getParams().getOrder();
    }

    /** Zero and multiples of the order, which some providers accept (CVE-2022-21449), never reach the provider. */
    @Override
    public boolean plausible(SigningAlgorithm algorithm, byte[] signature) {
        if (signature.length != algorithm.signatureLength()) {
            return false;
        }
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }

    @Override
    public boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature) throws JOSEException {
        return verifier.verify(algorithm.header(), input, Base64URL.encode(signature));
    }
}
