package dev.gatehouse.idp.tokens;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.spi.stability.Incubating;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A token that is valid or deliberately invalid. It starts with the claims of a regular token of the issuer. Each call
 * changes one property, and {@link #serialize()} signs it. Not thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class TokenSpec {

    /** Signs the bytes of header and payload. */
    private interface Signer {
        byte[] sign(byte[] input);
    }

    private final SigningKeys keys;
    private final Clock clock;
    private final Map<String, @Nullable Object> claims;
    private final Map<String, @Nullable Object> headerChanges = new LinkedHashMap<>();
    private final Set<String> headerRemovals = new LinkedHashSet<>();
    private final Map<String, @Nullable Object> lateClaims = new LinkedHashMap<>();
    private final String type;
    private String algorithm;
    private @Nullable String kid;
    private Signer signer;
    private @Nullable String rawHeader;
    private @Nullable String rawPayload;
    private boolean signatureAltered;

    public TokenSpec(SigningKeys keys, Clock clock, String type, String algorithm, Map<String, Object> claims) {
        this.keys = keys;
        this.clock = clock;
        this.type = type;
        this.claims = new LinkedHashMap<>(claims);
        SigningKey key = keys.current(algorithm);
        this.algorithm = key.algorithm();
        this.kid = key.kid();
        this.signer = key::sign;
    }

    /** Sets a claim to any JSON value; null becomes {@code null}. */
    public TokenSpec claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    /** Removes a claim. */
    public TokenSpec without(String name) {
        claims.remove(name);
        return this;
    }

    /** Sets {@code aud}: a string for one audience, an array for several, no claim for none. */
    public TokenSpec audience(String... audiences) {
        return switch (audiences.length) {
            case 0 -> without("aud");
            case 1 -> claim("aud", audiences[0]);
            default -> claim("aud", List.of(audiences));
        };
    }

    /** Sets {@code exp} relative to the issuer's clock. A negative duration is in the past. */
    public TokenSpec expiresIn(Duration fromNow) {
        return claim("exp", now().plus(fromNow).getEpochSecond());
    }

    /** Sets the token to have expired an hour ago. */
    public TokenSpec expired() {
        return claim("iat", now().minusSeconds(7200).getEpochSecond()).expiresIn(Duration.ofHours(-1));
    }

    /** Sets {@code nbf} relative to the issuer's clock. */
    public TokenSpec notBefore(Duration fromNow) {
        return claim("nbf", now().plus(fromNow).getEpochSecond());
    }

    /** Sets a header parameter to any JSON value. The signing key does not change. */
    public TokenSpec header(String name, @Nullable Object value) {
        headerRemovals.remove(name);
        headerChanges.put(name, value);
        return this;
    }

    /** Removes a header parameter, such as {@code alg}, {@code kid} or {@code typ}. */
    public TokenSpec withoutHeader(String name) {
        headerRemovals.add(name);
        return this;
    }

    /** Signs with the issuer's current key for this algorithm. */
    public TokenSpec algorithm(String name) {
        return signedWith(keys.current(name));
    }

    /** Signs with this key and sets its {@code kid} in the header. */
    public TokenSpec signedWith(SigningKey key) {
        algorithm = key.algorithm();
        kid = key.kid();
        signer = key::sign;
        return this;
    }

    /** Signs with a new key that has the {@code kid} of the issuer's key. */
    public TokenSpec signedByImpostor() {
        return signedWith(SigningKey.generate(algorithm, keys.current(algorithm).kid()));
    }

    /** {@code alg} is {@code none} and the signature is empty (RFC 7519 section 6). */
    public TokenSpec unsigned() {
        algorithm = "none";
        kid = null;
        signer = input -> new byte[0];
        return this;
    }

    /** HS256 with this secret; {@code kid} stays that of the issuer's key. */
    public TokenSpec hmac(byte[] secret) {
        algorithm = "HS256";
        byte[] copy = secret.clone();
        signer = input -> hmacSha256(copy, input);
        return this;
    }

    /** HS256 keyed with the X.509 bytes of the issuer's RS256 public key (RFC 8725 section 2.1). */
    public TokenSpec hmacWithPublicKey() {
        SigningKey key = keys.current("RS256");
        kid = key.kid();
        return hmac(key.publicKey().getEncoded());
    }

    /** Flips one bit of the signature. */
    public TokenSpec alteredSignature() {
        signatureAltered = true;
        return this;
    }

    /** Changes a claim after signing. */
    public TokenSpec alteredClaim(String name, @Nullable Object value) {
        lateClaims.put(name, value);
        return this;
    }

    /** Uses this string as the header, for duplicate members, comments and other invalid JSON. */
    public TokenSpec rawHeader(String json) {
        rawHeader = json;
        return this;
    }

    /** Uses this string as the payload. */
    public TokenSpec rawPayload(String json) {
        rawPayload = json;
        return this;
    }

    /** Returns a copy of the current claims. */
    public Map<String, Object> claims() {
        Map<String, Object> copy = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, value);
            }
        });
        return copy;
    }

    /** Returns the token in compact serialization (RFC 7515 section 7.1). The spec can be changed and used again. */
    public String serialize() {
        String header = Jws.encode(rawHeader != null ? rawHeader : JSONObjectUtils.toJSONString(headerMembers()));
        String payload = rawPayload != null ? rawPayload : JSONObjectUtils.toJSONString(claims);
        byte[] signature = signer.sign((header + "." + Jws.encode(payload)).getBytes(StandardCharsets.US_ASCII));
        if (signatureAltered && signature.length > 0) {
            signature[signature.length / 2] ^= 1;
        }
        if (!lateClaims.isEmpty()) {
            Map<String, @Nullable Object> altered = new LinkedHashMap<>(claims);
            altered.putAll(lateClaims);
            payload = JSONObjectUtils.toJSONString(altered);
        }
        return header + "." + Jws.encode(payload) + "." + Base64URL.encode(signature);
    }

    private Map<String, @Nullable Object> headerMembers() {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm);
        header.put("typ", type);
        if (kid != null) {
            header.put("kid", kid);
        }
        header.putAll(headerChanges);
        headerRemovals.forEach(header::remove);
        return header;
    }

    private Instant now() {
        return clock.instant();
    }

    private static byte[] hmacSha256(byte[] secret, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Shows the algorithm only, because a token is a credential. */
    @Override
    public String toString() {
        return "TokenSpec[" + algorithm + "]";
    }
}
