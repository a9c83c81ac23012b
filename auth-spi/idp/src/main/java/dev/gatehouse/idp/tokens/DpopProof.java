package dev.gatehouse.idp.tokens;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.spi.stability.Incubating;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A DPoP proof (RFC 9449 section 4.2) that a test builds, valid or invalid on purpose. It starts as a valid proof for
 * this request and the present time. Each call changes one thing. {@link #serialize()} signs it and returns the value
 * of the header {@code DPoP}. Every proof has a {@code jti} of its own. Not thread-safe.
 *
 * <pre>{@code
 * SigningKey key = SigningKey.generate("ES256");
 * String proof = DpopProof.of(key, "GET", "https://app.example.com/v1/tasks").forToken(token).serialize();
 * }</pre>
 *
 * @since 0.1
 */
@Incubating
public final class DpopProof {

    private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private SigningKey signer;

    private DpopProof(SigningKey key) {
        this.signer = key;
    }

    /**
     * Starts a proof.
     *
     * @param key the client's key; the token must be bound to its {@link SigningKey#thumbprint()}
     * @param method {@code htm}
     * @param url {@code htu}: the URL without query and fragment
     */
    public static DpopProof of(SigningKey key, String method, String url) {
        DpopProof proof = new DpopProof(key);
        proof.header.put("typ", "dpop+jwt");
        proof.header.put("alg", key.algorithm());
        proof.header.put("jwk", key.bareJwk());
        proof.claims.put("jti", UUID.randomUUID().toString());
        proof.claims.put("htm", method);
        proof.claims.put("htu", url);
        return proof.issuedAt(Instant.now());
    }

    /** Sets {@code ath}, which a proof needs for an API and does not have for the token endpoint. */
    public DpopProof forToken(String accessToken) {
        byte[] hash = Digests.sha256(accessToken.getBytes(StandardCharsets.US_ASCII));
        return claim("ath", Base64URL.encode(hash).toString());
    }

    /** Sets the nonce that the server asked for. */
    public DpopProof nonce(String nonce) {
        return claim("nonce", nonce);
    }

    /** Sets {@code iat}, in whole seconds; the system's time when it is not called. */
    public DpopProof issuedAt(Instant time) {
        return claim("iat", time.getEpochSecond());
    }

    /** Sets a claim to any JSON value. */
    public DpopProof claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    /** Removes a claim. */
    public DpopProof withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    /** Sets a header parameter to any JSON value. */
    public DpopProof header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    /** Removes a header parameter. */
    public DpopProof withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Signs with another key; the header stays the same. */
    public DpopProof signedBy(SigningKey other) {
        signer = other;
        return this;
    }

    /** Returns the proof in compact form. */
    public String serialize() {
        String input = Jws.encode(JSONObjectUtils.toJSONString(header)) + "."
                + Jws.encode(JSONObjectUtils.toJSONString(claims));
        return input + "." + Base64URL.encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "DpopProof" + claims.keySet();
    }
}
