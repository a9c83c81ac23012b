package dev.gatehouse.idp.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.spi.stability.Incubating;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One key of an issuer, tied to one signature algorithm. Immutable and thread-safe. The private key never leaves this
 * type.
 *
 * <p>Algorithms: {@code RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA} (Ed25519).
 *
 * @since 0.1
 */
@Incubating
public final class SigningKey {

    private final KeyPair pair;
    private final JWSAlgorithm algorithm;
    private final JWK publicJwk;

    private SigningKey(KeyPair pair, JWSAlgorithm algorithm, JWK publicJwk) {
        this.pair = pair;
        this.algorithm = algorithm;
        this.publicJwk = publicJwk;
    }

    /**
     * Creates a new key (RSA 2048 bits, or the curve that the algorithm implies). Its {@code kid} is its RFC 7638
     * thumbprint.
     */
    public static SigningKey generate(String algorithm) {
        KeyPair pair = KeyPairs.generate(algorithm);
        return of(algorithm, KeyPairs.thumbprint(algorithm, pair), pair);
    }

    /**
     * Creates a new key with a given {@code kid}. With the {@code kid} of another key, it can forge that key's tokens
     * in tests.
     */
    public static SigningKey generate(String algorithm, String kid) {
        return of(algorithm, kid, KeyPairs.generate(algorithm));
    }

    /**
     * Wraps a key pair of the caller. RSA keys below 2048 bits are accepted, so that tests can show that Gatehouse
     * refuses them.
     */
    public static SigningKey of(String algorithm, String kid, KeyPair pair) {
        return new SigningKey(pair, JWSAlgorithm.parse(algorithm), KeyPairs.publicJwk(algorithm, kid, pair));
    }

    /** Returns the {@code kid} of the published key. */
    public String kid() {
        return publicJwk.getKeyID();
    }

    /** Returns the {@code alg} of this key (RFC 7518). */
    public String algorithm() {
        return algorithm.getName();
    }

    /** Returns the public key. */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** Returns the public key as a JWK string with {@code kid}, {@code use} and {@code alg}. */
    public String publicJwkJson() {
        return publicJwk.toJSONString();
    }

    /** Returns the SHA-256 thumbprint of the public key (RFC 7638), for {@code cnf.jkt} of tokens bound to it. */
    public String thumbprint() {
        return KeyPairs.thumbprint(algorithm(), pair);
    }

    /** Returns the public key as a JWK without other members. */
    Map<String, Object> bareJwk() {
        Map<String, Object> bare = new LinkedHashMap<>(publicJwk.toJSONObject());
        bare.keySet().removeAll(Set.of("kid", "use", "alg"));
        return bare;
    }

    JWK publicJwk() {
        return publicJwk;
    }

    byte[] sign(byte[] input) {
        try {
            if (isEdwards()) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(input);
                return signature.sign();
            }
            JWSSigner signer = isRsa()
                    ? new RSASSASigner(pair.getPrivate(), Set.of(AllowWeakRSAKey.getInstance()))
                    : new ECDSASigner((ECPrivateKey) pair.getPrivate());
            return signer.sign(new JWSHeader(algorithm), input).decode();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + this, e);
        }
    }

    /** Returns whether the signature is valid; a malformed signature is invalid. */
    boolean verifies(byte[] input, Base64URL presented) {
        try {
            if (isEdwards()) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(pair.getPublic());
                signature.update(input);
                return signature.verify(presented.decode());
            }
            JWSVerifier verifier = isRsa()
                    ? new RSASSAVerifier((RSAPublicKey) pair.getPublic())
                    : new ECDSAVerifier((ECPublicKey) pair.getPublic());
            return verifier.verify(new JWSHeader(algorithm), input, presented);
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isEdwards() {
        return algorithm.equals(JWSAlgorithm.EdDSA);
    }

    private boolean isRsa() {
        return JWSAlgorithm.Family.RSA.contains(algorithm);
    }

    /** Shows algorithm and {@code kid} only. */
    @Override
    public String toString() {
        return algorithm() + " " + kid();
    }
}
