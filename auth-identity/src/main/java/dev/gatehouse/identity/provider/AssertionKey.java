package dev.gatehouse.identity.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A private key that signs assertions of this application as a client. {@code toString()} does not show it.
 *
 * @param key the key
 * @param keyId its {@code kid}; {@code null} if it has none
 * @param algorithm the algorithm that it signs with
 */
record AssertionKey(PrivateKey key, @Nullable String keyId, JWSAlgorithm algorithm) {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int RSA_BITS = 2048;

    /** Returns the key in a PEM or JWK document; {@code null} if there is none that can be used. */
    static @Nullable AssertionKey parse(String text) {
        try {
            return text.strip().startsWith("{") ? ofJwk(JWK.parse(text.strip())) : ofPem(text);
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException unusable) {
            // Without the message, which may repeat a part of the key.
            return null;
        }
    }

    private static @Nullable AssertionKey ofJwk(JWK jwk) throws JOSEException {
        PrivateKey key = jwk instanceof AsymmetricJWK pair ? pair.toPrivateKey() : null;
        JWSAlgorithm usual = key == null ? null : algorithm(key);
        if (key == null || usual == null) {
            return null;
        }
        if (jwk.getAlgorithm() == null) {
            return new AssertionKey(key, jwk.getKeyID(), usual);
        }
        JWSAlgorithm named = JWSAlgorithm.parse(jwk.getAlgorithm().getName());
        boolean fits = key instanceof RSAPrivateKey ? JWSAlgorithm.Family.RSA.contains(named) : named.equals(usual);
        return fits ? new AssertionKey(key, jwk.getKeyID(), named) : null;
    }

    private static @Nullable AssertionKey ofPem(String text) throws GeneralSecurityException {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            return null;
        }
        byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        PrivateKey key;
        try {
            key = KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException notRsa) {
            key = KeyFactory.getInstance("EC").generatePrivate(spec);
        }
        JWSAlgorithm algorithm = algorithm(key);
        return algorithm == null ? null : new AssertionKey(key, null, algorithm);
    }

    private static @Nullable JWSAlgorithm algorithm(PrivateKey key) {
        if (key instanceof RSAPrivateKey rsa) {
            return rsa.getModulus().bitLength() < RSA_BITS ? null : JWSAlgorithm.RS256;
        }
        Curve curve = key instanceof ECPrivateKey ec ? Curve.forECParameterSpec(ec.getParams()) : null;
        if (Curve.P_256.equals(curve)) {
            return JWSAlgorithm.ES256;
        }
        if (Curve.P_384.equals(curve)) {
            return JWSAlgorithm.ES384;
        }
        return Curve.P_521.equals(curve) ? JWSAlgorithm.ES512 : null;
    }

    @Override
    public String toString() {
        return "AssertionKey[keyId=" + keyId + ", algorithm=" + algorithm + "]";
    }
}
