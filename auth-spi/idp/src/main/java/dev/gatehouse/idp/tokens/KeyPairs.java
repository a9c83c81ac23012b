package dev.gatehouse.idp.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** Creates key pairs for signature algorithms and describes them as JWKs. */
final class KeyPairs {

    private static final int ED25519_BYTES = 32;

    private KeyPairs() {}

    static KeyPair generate(String algorithm) {
        try {
            if (algorithm.equals("EdDSA")) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            if (isRsa(algorithm)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve(algorithm).getStdName()));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot create a key for " + algorithm, e);
        }
    }

    static JWK publicJwk(String algorithm, String kid, KeyPair pair) {
        JWSAlgorithm alg = JWSAlgorithm.parse(algorithm);
        if (algorithm.equals("EdDSA")) {
            return new OctetKeyPair.Builder(Curve.Ed25519, edwardsPoint(pair))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(alg)
                    .keyID(kid)
                    .build();
        }
        if (isRsa(algorithm)) {
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(alg)
                    .keyID(kid)
                    .build();
        }
        return new ECKey.Builder(curve(algorithm), (ECPublicKey) pair.getPublic())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(alg)
                .keyID(kid)
                .build();
    }

    static String thumbprint(String algorithm, KeyPair pair) {
        try {
            return publicJwk(algorithm, "unnamed", pair).computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot compute the key ID for " + algorithm, e);
        }
    }

    private static boolean isRsa(String algorithm) {
        return algorithm.startsWith("RS") || algorithm.startsWith("PS");
    }

    private static Curve curve(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> Curve.P_256;
            case "ES384" -> Curve.P_384;
            case "ES512" -> Curve.P_521;
            default -> throw new IllegalArgumentException("unsupported algorithm " + algorithm);
        };
    }

    /** The X.509 form of an Ed25519 key ends with the 32 bytes that RFC 8037 wants. */
    private static Base64URL edwardsPoint(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }
}
