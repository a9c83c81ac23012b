package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a JWK set (RFC 7517 section 5). Keys that can't serve are passed over: shared secrets, private keys that somebody published, keys for encryption, RSA keys
 * outside 2048 to 8192 bits, points off their curve, unknown types. A document that is no JWK set at all is an error. Thread-safe.
 */
final class KeySetReader {

    private static final Logger LOG = LoggerFactory.getLogger(KeySetReader.class);

    private static final int MAX_KEYS = 256;
    private static final int MAX_SAME_KID = 4;
    private static final int MIN_RSA_BITS = 2048;
    /** Checking a signature takes time with the square of the length; nobody's identity provider uses more. */
    private static final int MAX_RSA_BITS = 8192;

    private static final int MAX_EXPONENT_BITS = 64;

    private final StrictJson json = new StrictJson(64 * 1024);

    /**
     * Returns the keys of a document.
     *
     * @param before the set until now, whose key objects stay in use where the document still has them
     * @return {@code null} when the document is no JWK set
     */
    @Nullable
    KeySet read(byte[] document, @Nullable KeySet before) {
        Map<String, @Nullable Object> members = json.object(document);
        if (members == null || !(members.get("keys") instanceof List<?> entries) || entries.size() > MAX_KEYS) {
            return null;
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> jwk)) {
                return null;
            }
            VerificationKey key = key(jwk);
            if (key != null && !tooManyOfOneKid(keys, key)) {
                keys.add(reused(key, before));
            } else {
                LOG.debug("passed over a key of type {} that can't verify signatures here", printable(jwk.get("kty")));
            }
        }
        return new KeySet(keys);
    }

    private static boolean tooManyOfOneKid(List<VerificationKey> keys, VerificationKey key) {
        int same = 0;
        for (VerificationKey other : keys) {
            if (other.sameEntry(key)) {
                return true;
            }
            same += key.kid() != null && key.kid().equals(other.kid()) ? 1 : 0;
        }
        return same >= MAX_SAME_KID;
    }

    private static VerificationKey reused(VerificationKey key, @Nullable KeySet before) {
        if (before != null) {
            for (VerificationKey old : before.keys()) {
                if (old.sameEntry(key)) {
                    return old;
                }
            }
        }
        return key;
    }

    private static @Nullable VerificationKey key(Map<?, ?> jwk) {
        Object kid = jwk.get("kid");
        if ((jwk.containsKey("kid") && !(kid instanceof String)) || jwk.containsKey("d") || !forSignatures(jwk)) {
            return null;
        }
        SigningAlgorithm only = null;
        if (jwk.containsKey("alg")) {
            only = jwk.get("alg") instanceof String name ? SigningAlgorithm.named(name) : null;
            if (only == null) {
                return null;
            }
        }
        try {
            if ("RSA".equals(jwk.get("kty"))) {
                return rsa((String) kid, jwk, only);
            }
            return "EC".equals(jwk.get("kty")) ? elliptic((String) kid, jwk, only) : null;
        } catch (ParseException | JOSEException | RuntimeException unusable) {
            // Providers throw what they like for numbers that make no key; the others of the set are good all the same.
            return null;
        }
    }

    private static boolean forSignatures(Map<?, ?> jwk) {
        boolean use = !jwk.containsKey("use") || "sig".equals(jwk.get("use"));
        boolean operations = !jwk.containsKey("key_ops")
                || (jwk.get("key_ops") instanceof List<?> names && names.contains("verify"));
        return use && operations;
    }

    private static @Nullable VerificationKey rsa(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws ParseException, JOSEException {
        RSAPublicKey key = RSAKey.parse(members(jwk, "kty", "n", "e")).toRSAPublicKey();
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        boolean sound = modulus.bitLength() >= MIN_RSA_BITS
                && modulus.bitLength() <= MAX_RSA_BITS
                && modulus.testBit(0)
                && exponent.testBit(0)
                && exponent.bitLength() >= 2
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
        return sound && (only == null || !only.elliptic()) ? VerificationKey.rsa(kid, key, only) : null;
    }

    private static @Nullable VerificationKey elliptic(
            @Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only) throws ParseException, JOSEException {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithm.elliptic()
                    && algorithm.curve() != null
                    && algorithm.curve().equals(jwk.get("crv"))) {
                ECPublicKey key =
                        ECKey.parse(members(jwk, "kty", "crv", "x", "y")).toECPublicKey();
                boolean sound = ECChecks.isPointOnCurve(key, key.getParams());
                return sound && (only == null || only == algorithm)
                        ? VerificationKey.elliptic(kid, key, algorithm)
                        : null;
            }
        }
        return null;
    }

    /** The key's own numbers alone: whatever else the document says, such as certificates and where to fetch them, is not looked at. */
    private static Map<String, Object> members(Map<?, ?> jwk, String... names) {
        Map<String, Object> members = new HashMap<>();
        for (String name : names) {
            Object value = jwk.get(name);
            if (value instanceof String) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static String printable(@Nullable Object type) {
        return "RSA".equals(type) || "EC".equals(type) || "oct".equals(type) || "OKP".equals(type)
                ? String.valueOf(type)
                : "unknown";
    }
}
