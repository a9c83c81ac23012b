package dev.gatehouse.jwt.keys.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * Verifies RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 7518 sections 3.3 and 3.5).
 *
 * @since 0.1
 */
@Internal
public final class RsaVerifier implements SignatureVerifier {

    private final JWSVerifier verifier;
    private final byte[] modulus;

    public RsaVerifier(RSAPublicKey key) {
        this.verifier = new RSASSAVerifier(key);
        byte[] signed = key.getModulus().toByteArray();
        this.modulus = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    /** A value of the modulus or more would be a second encoding of a smaller one (RFC 8017 section 5.2.2). */
    @Override
    public boolean plausible(SigningAlgorithm algorithm, byte[] signature) {
        return signature.length == modulus.length && Arrays.compareUnsigned(signature, modulus) < 0;
    }

    @Override
    public boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature) throws JOSEException {
        return verifier.verify(algorithm.header(), input, Base64URL.encode(signature));
    }
}
