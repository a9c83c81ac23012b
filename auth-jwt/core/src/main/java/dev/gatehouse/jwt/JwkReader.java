package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JWK (RFC 7517 section 4) of an issuer. Of the document only the key's own numbers and what it is for are looked at; certificates, and where to fetch them, are
 * not. Thread-safe.
 */
final class JwkReader {

    /** What only the private half of a key has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1, and AKP keys). */
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv");

    private final RsaSoundness soundness = new RsaSoundness();
    private final ZeroSignatureProbe probe = new ZeroSignatureProbe();

    /**
     * Returns the key.
     *
     * @param jwk the object; its values may be anything
     * @throws UnusableKeyException if it can't verify signatures here
     */
    VerificationKey read(Map<?, ?> jwk) throws UnusableKeyException {
        if (!(jwk.get("kty") instanceof String type)) {
            throw UnusableKeyException.bad("a key without a type (kty)");
        }
        Object kid = jwk.get("kid");
        if (jwk.containsKey("kid") && !(kid instanceof String)) {
            throw UnusableKeyException.bad("a key whose kid is no text");
        }
        SigningAlgorithm only = purpose(jwk);
        for (String member : PRIVATE) {
            if (jwk.containsKey(member)) {
                throw UnusableKeyException.bad("a key whose private half the issuer published with it");
            }
        }
        try {
            return switch (type) {
                case "RSA" -> rsa((String) kid, jwk, only);
                case "EC" -> elliptic((String) kid, jwk, only);
                case "OKP" -> edwards((String) kid, jwk, only);
                case "oct" -> throw UnusableKeyException.bad("a shared secret, which nobody may publish");
                default -> throw UnusableKeyException.ordinary("a key of an unknown type");
            };
        } catch (GeneralSecurityException | JOSEException | RuntimeException bad) {
            throw UnusableKeyException.bad("a key of type " + type + " with wrong numbers");
        }
    }

    /** Returns the one algorithm that the JWK is for; {@code null} when it names none. */
    private static @Nullable SigningAlgorithm purpose(Map<?, ?> jwk) throws UnusableKeyException {
        if (jwk.containsKey("use") && !"sig".equals(jwk.get("use"))) {
            throw UnusableKeyException.ordinary("a key that is not for signatures (use)");
        }
        if (jwk.containsKey("key_ops") && !verifies(jwk.get("key_ops"))) {
            throw UnusableKeyException.ordinary("a key that is not for verifying (key_ops)");
        }
        if (!jwk.containsKey("alg")) {
            return null;
        }
        SigningAlgorithm only = jwk.get("alg") instanceof String name ? SigningAlgorithm.named(name) : null;
        if (only == null) {
            throw UnusableKeyException.ordinary("a key for an algorithm that is not known here (alg)");
        }
        return only;
    }

    /** Values are texts, and none is there twice (RFC 7517 section 4.3). */
    private static boolean verifies(@Nullable Object operations) {
        List<String> names = Claims.texts(operations);
        return names != null && names.contains("verify") && new HashSet<>(names).size() == names.size();
    }

    private VerificationKey rsa(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws GeneralSecurityException, JOSEException, UnusableKeyException {
        demand(only, SigningAlgorithm.Family.RSA);
        RSAPublicKeySpec numbers = new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
        if (numbers.getModulus().bitLength() < RsaSoundness.MIN_BITS) {
            throw UnusableKeyException.bad("an RSA key of less than " + RsaSoundness.MIN_BITS + " bits");
        }
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
        String defect = soundness.defect(key);
        if (defect != null) {
            throw UnusableKeyException.bad(defect);
        }
        refuseKnown(new RSAKey.Builder(key).build());
        return VerificationKey.rsa(kid, key, only);
    }

    private VerificationKey elliptic(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws JOSEException, UnusableKeyException {
        demand(only, SigningAlgorithm.Family.ELLIPTIC);
        SigningAlgorithm algorithm = ofCurve(jwk.get("crv"), SigningAlgorithm.Family.ELLIPTIC);
        if (only != null && only != algorithm) {
            throw UnusableKeyException.bad("a key whose curve is not that of its algorithm");
        }
        int length = algorithm.signatureLength() / 2;
        Base64URL x = Base64URL.encode(bytes(jwk, "x", length));
        Base64URL y = Base64URL.encode(bytes(jwk, "y", length));
        // It refuses points that are not on the curve, and infinity has no such spelling.
        ECKey parsed = new ECKey.Builder(Curve.parse(algorithm.curve()), x, y).build();
        ECPublicKey key = parsed.toECPublicKey();
        BigInteger base = key.getParams().getGenerator().getAffineX();
        if (key.getW().getAffineX().equals(base)) {
            throw UnusableKeyException.bad("an EC key whose private half is 1");
        }
        refuseKnown(parsed);
        String defect = probe.defect(algorithm, key);
        if (defect != null) {
            throw UnusableKeyException.bad(defect);
        }
        return VerificationKey.elliptic(kid, key, algorithm);
    }

    private static VerificationKey edwards(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws GeneralSecurityException, JOSEException, UnusableKeyException {
        demand(only, SigningAlgorithm.Family.EDWARDS);
        ofCurve(jwk.get("crv"), SigningAlgorithm.Family.EDWARDS);
        byte[] encoded = bytes(jwk, "x", EdwardsPoints.LENGTH);
        if (!EdwardsPoints.soundKey(encoded)) {
            throw UnusableKeyException.bad("an Ed25519 key that is no point of the curve, or one of small order");
        }
        refuseKnown(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded)).build());
        boolean odd = (encoded[EdwardsPoints.LENGTH - 1] & 0x80) != 0;
        EdECPoint point = new EdECPoint(odd, EdwardsPoints.y(encoded));
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        return VerificationKey.edwards(kid, key, only);
    }

    private static void demand(@Nullable SigningAlgorithm only, SigningAlgorithm.Family family)
            throws UnusableKeyException {
        if (only != null && only.family() != family) {
            throw UnusableKeyException.bad("a key whose type is not that of its algorithm");
        }
    }

    private static SigningAlgorithm ofCurve(@Nullable Object curve, SigningAlgorithm.Family family)
            throws UnusableKeyException {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithm.family() == family
                    && algorithm.curve() != null
                    && algorithm.curve().equals(curve)) {
                return algorithm;
            }
        }
        throw UnusableKeyException.ordinary("a key on a curve that is not known here");
    }

    private static void refuseKnown(JWK key) throws JOSEException, UnusableKeyException {
        if (KnownKeys.contains(key)) {
            throw UnusableKeyException.bad("a key whose private half is printed in a standard or on a well-known page");
        }
    }

    private static BigInteger number(Map<?, ?> jwk, String member) throws UnusableKeyException {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] bytes(Map<?, ?> jwk, String member, int length) throws UnusableKeyException {
        byte[] bytes = bytes(jwk, member);
        if (bytes.length != length) {
            throw UnusableKeyException.bad("a key whose " + member + " has a wrong length");
        }
        return bytes;
    }

    private static byte[] bytes(Map<?, ?> jwk, String member) throws UnusableKeyException {
        byte[] text =
                jwk.get(member) instanceof String value ? value.getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
        byte[] bytes = Base64Url.decode(text, 0, text.length);
        if (bytes == null) {
            throw UnusableKeyException.bad("a key whose " + member + " is no base64url");
        }
        return bytes;
    }
}
