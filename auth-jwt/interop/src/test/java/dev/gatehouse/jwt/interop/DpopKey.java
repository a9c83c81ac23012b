package dev.gatehouse.jwt.interop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A client's key for proofs of possession (RFC 9449). */
record DpopKey(ECKey key) {

    static DpopKey generate() throws JOSEException {
        return new DpopKey(new ECKeyGenerator(Curve.P_256).generate());
    }

    /** Returns what a token's {@code cnf.jkt} must hold. */
    String thumbprint() throws JOSEException {
        return key.computeThumbprint().toString();
    }

    /** Returns a fresh proof for a request that has no token yet. */
    String proof(String method, URI uri, Instant now) throws JOSEException {
        return signed(claims(method, uri, now).build());
    }

    /** Returns a fresh proof for a request with this token. */
    String proofFor(String token, String method, URI uri, Instant now) throws JOSEException {
        return signed(claims(method, uri, now).claim("ath", hash(token)).build());
    }

    /** The same, with the nonce that the server asked for. */
    String proofFor(String token, String method, URI uri, Instant now, String nonce) throws JOSEException {
        return signed(claims(method, uri, now)
                .claim("ath", hash(token))
                .claim("nonce", nonce)
                .build());
    }

    private static JWTClaimsSet.Builder claims(String method, URI uri, Instant now) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", uri.toString())
                .issueTime(Date.from(now));
    }

    /** RFC 9449 section 4.2. */
    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(digest).toString();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        SignedJWT proof = new SignedJWT(header, claims);
        proof.sign(new ECDSASigner(key));
        return proof.serialize();
    }
}
