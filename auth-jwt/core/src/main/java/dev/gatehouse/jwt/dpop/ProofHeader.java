package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.Base64Url;
import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.UnusableKeyException;
import dev.gatehouse.jwt.keys.VerificationKey;
import dev.gatehouse.jwt.keys.VerificationKeyReader;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a DPoP proof (RFC 9449 section 4.2): an allowed algorithm, and the public key of the signature. Other
 * ways to name a key, such as {@code kid}, {@code jku} and {@code x5u}, are ignored.
 *
 * @param algorithm the algorithm
 * @param key the key in {@code jwk}
 * @param thumbprint its SHA-256 thumbprint (RFC 7638), in base64url
 */
record ProofHeader(SigningAlgorithm algorithm, VerificationKey key, String thumbprint) {

    /** The result of reading a header. */
    sealed interface Reading {}

    /**
     * The header is valid.
     *
     * @param header the header
     */
    record Usable(ProofHeader header) implements Reading {}

    /**
     * The header is invalid.
     *
     * @param reason the reason
     */
    record Unusable(Reason reason) implements Reading {}

    /** Members that a public key must not have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4). */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final String TYPE = "dpop+jwt";

    private static final VerificationKeyReader READER = new VerificationKeyReader();

    static Reading of(Map<String, @Nullable Object> members, Set<SigningAlgorithm> allowed) {
        JoseHeader header = JoseHeader.of(members);
        if (TokenReasons.ALGORITHM.equals(header.defect())) {
            return new Unusable(DpopReasons.ALGORITHM);
        }
        if (header.defect() != null || !TYPE.equals(header.type())) {
            return new Unusable(DpopReasons.TYPE);
        }
        SigningAlgorithm algorithm = header.algorithm();
        if (algorithm == null || !allowed.contains(algorithm)) {
            return new Unusable(DpopReasons.ALGORITHM);
        }
        if (!(members.get("jwk") instanceof Map<?, ?> jwk) || isPrivate(jwk)) {
            return new Unusable(DpopReasons.KEY);
        }
        VerificationKey key = key(jwk);
        String thumbprint = thumbprint(jwk);
        return key == null || thumbprint == null || !key.fits(algorithm)
                ? new Unusable(DpopReasons.KEY)
                : new Usable(new ProofHeader(algorithm, key, thumbprint));
    }

    private static @Nullable VerificationKey key(Map<?, ?> jwk) {
        try {
            return READER.read(jwk);
        } catch (UnusableKeyException unusable) {
            return null;
        }
    }

    private static boolean isPrivate(Map<?, ?> jwk) {
        for (Object name : jwk.keySet()) {
            if (name instanceof String text && PRIVATE.contains(text)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the thumbprint (RFC 7638 section 3): the hash of the required members in lexical order, without white
     * space.
     */
    private static @Nullable String thumbprint(Map<?, ?> jwk) {
        String[] names;
        if ("EC".equals(jwk.get("kty"))) {
            names = new String[] {"crv", "kty", "x", "y"};
        } else if ("RSA".equals(jwk.get("kty"))) {
            names = new String[] {"e", "kty", "n"};
        } else if ("OKP".equals(jwk.get("kty"))) {
            names = new String[] {"crv", "kty", "x"};
        } else {
            return null;
        }
        StringBuilder json = new StringBuilder(512);
        for (String name : names) {
            if (!(jwk.get(name) instanceof String value) || !isPlain(name, value)) {
                return null;
            }
            json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":\"");
            json.append(value).append('"');
        }
        return Sha256.base64Url(json.append('}').toString());
    }

    /** Returns whether the value has a canonical encoding and needs no escaping in JSON. */
    private static boolean isPlain(String name, String value) {
        if (name.equals("kty") || name.equals("crv")) {
            return value.indexOf('"') < 0 && value.indexOf('\\') < 0;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return Base64Url.decode(bytes, 0, bytes.length) != null;
    }
}
