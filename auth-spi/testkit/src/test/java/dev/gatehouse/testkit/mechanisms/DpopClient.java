package dev.gatehouse.testkit.mechanisms;

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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A client with a key, and the issuer that gave it a token bound to that key. */
final class DpopClient {

    private final ECKey issuer = key();
    private final ECKey key = key();
    private final Instant now;
    private final String token;

    DpopClient(Instant now) {
        this.now = now;
        this.token = token(claims -> claims);
    }

    static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String issuerKey() {
        return issuer.toPublicJWK().toJSONString();
    }

    String token() {
        return token;
    }

    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(issuer, new JWSHeader(JWSAlgorithm.ES256), change.apply(claims()));
    }

    String tokenOfAnotherIssuer() {
        return sign(key(), new JWSHeader(JWSAlgorithm.ES256), claims());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .subject("robot")
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .claim("cnf", Map.of("jkt", thumbprint()));
    }

    private String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a proof for a GET of this URL with the token, after a change. */
    String proof(String url, String nonce, UnaryOperator<JWTClaimsSet.Builder> change) {
        return proof(key, "dpop+jwt", change.apply(proofClaims(url, nonce)));
    }

    String proofByAnotherKey(String url, String nonce) {
        ECKey other = key();
        return proof(other, "dpop+jwt", proofClaims(url, nonce));
    }

    /** Signs by hand, since the library does not make such a header. */
    String proofWithPrivateKey(String url, String nonce) {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.toJSONString() + "}";
        String input = Base64URL.encode(header) + "."
                + Base64URL.encode(proofClaims(url, nonce).build().toString());
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String proofOfType(String type, String url, String nonce) {
        return proof(key, type, proofClaims(url, nonce));
    }

    private JWTClaimsSet.Builder proofClaims(String url, String nonce) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", "GET")
                .claim("htu", url)
                .claim("ath", DpopProof.digest(token))
                .claim("nonce", nonce)
                .issueTime(Date.from(now));
    }

    private static String proof(ECKey signer, String type, JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .jwk(signer.toPublicJWK())
                .build();
        return sign(signer, header, claims);
    }

    private static String sign(ECKey signer, JWSHeader header, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(new ECDSASigner(signer));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
