package dev.gatehouse.jwt.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs client assertions (RFC 7523 section 3) with a private key. {@code iss} and {@code sub} are the client id. Each
 * assertion has a new {@code jti} and is valid for one minute. Requires {@code nimbus-jose-jwt} on the class path.
 * Thread-safe; the key appears in no message.
 */
final class PrivateKeyJwt implements AssertionSigner {

    private static final long LIFE_SECONDS = 60;
    private static final Set<JWSAlgorithm> RSA_ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    private final JWSSigner signer;
    private final JWSHeader header;

    private PrivateKeyJwt(PrivateKey key, JWSHeader.@Nullable Builder named, @Nullable String keyId)
            throws JOSEException {
        JWSHeader.Builder builder = named == null ? new JWSHeader.Builder(algorithm(key, null)) : named;
        if (keyId != null) {
            builder.keyID(keyId);
        }
        this.header = builder.type(JOSEObjectType.JWT).build();
        this.signer = key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
        // Signs once, so that an unusable key is reported now and not when the first token is needed.
        assertion("self-test", "self-test", Instant.EPOCH);
    }

    /**
     * Reads a key.
     *
     * @param text a private JWK (RFC 7517), or a PKCS#8 key in PEM ({@code BEGIN PRIVATE KEY})
     * @param keyId the {@code kid} of the assertions; {@code null} for the one of the JWK, if any
     * @throws IllegalArgumentException if the key cannot be read or used; the message contains no part of it
     */
    static PrivateKeyJwt of(String text, @Nullable String keyId) {
        JWK jwk = null;
        PrivateKey key;
        try {
            if (text.stripLeading().startsWith("{")) {
                jwk = JWK.parse(text);
                key = jwk instanceof RSAKey rsa
                        ? rsa.toPrivateKey()
                        : jwk.toECKey().toPrivateKey();
            } else {
                key = PemKey.read(text);
            }
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            throw new IllegalArgumentException("the private key is malformed; expected an RSA or EC JWK, or a PEM key");
        }
        if (key == null) {
            throw new IllegalArgumentException("the private key is a public key");
        }
        try {
            return new PrivateKeyJwt(key, jwk == null ? null : header(jwk, key), keyId);
        } catch (JOSEException | RuntimeException unusable) {
            throw new IllegalArgumentException(
                    "the private key is unsupported; expected RSA from 2048 bits, or EC on P-256, P-384 or P-521");
        }
    }

    /** Some servers find the client's certificate by its thumbprint instead of a key id. */
    private static JWSHeader.Builder header(JWK jwk, PrivateKey key) throws JOSEException {
        String named = jwk.getAlgorithm() == null ? null : jwk.getAlgorithm().getName();
        return new JWSHeader.Builder(algorithm(key, named))
                .keyID(jwk.getKeyID())
                .x509CertSHA256Thumbprint(jwk.getX509CertSHA256Thumbprint());
    }

    private static JWSAlgorithm algorithm(PrivateKey key, @Nullable String named) throws JOSEException {
        if (key instanceof ECPrivateKey ec) {
            return ECDSA.resolveAlgorithm(ec);
        }
        if (!(key instanceof RSAPrivateKey rsa) || rsa.getModulus().bitLength() < 2048) {
            throw new JOSEException("unsupported key");
        }
        JWSAlgorithm algorithm = named == null ? JWSAlgorithm.RS256 : JWSAlgorithm.parse(named);
        if (!RSA_ALGORITHMS.contains(algorithm)) {
            throw new JOSEException("unsupported algorithm");
        }
        return algorithm;
    }

    @Override
    public String assertion(String clientId, String audience, Instant now) {
        SignedJWT jwt = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("signing with the private key failed");
        }
        return jwt.serialize();
    }

    @Override
    public String toString() {
        return "PrivateKeyJwt[" + header.getAlgorithm() + "]";
    }
}
