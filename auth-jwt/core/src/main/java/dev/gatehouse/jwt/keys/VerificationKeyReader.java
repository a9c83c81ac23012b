package dev.gatehouse.jwt.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.jwt.jose.Base64Url;
import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.crypto.Ed25519Encoding;
import dev.gatehouse.jwt.keys.crypto.PublishedKeys;
import dev.gatehouse.jwt.keys.crypto.RsaKeyStrength;
import dev.gatehouse.jwt.keys.crypto.ZeroSignatureProbe;
import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns one JWK (RFC 7517 section 4) into a key that verifies signatures. Nimbus builds the key from its public
 * parameters. This class decides whether the key may be used: its purpose, its strength, and that it is not a published
 * example. Certificates in the JWK (x5c, x5u) are ignored. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class VerificationKeyReader {

    /** Parameters of private keys (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1, and AKP keys). */
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv");

    private final ZeroSignatureProbe probe = new ZeroSignatureProbe();

    /**
     * Returns the key.
     *
     * @param jwk the JSON object; its values may have any type
     * @throws UnusableKeyException if the key cannot verify signatures here
     */
    public VerificationKey read(Map<?, ?> jwk) throws UnusableKeyException {
        if (!(jwk.get("kty") instanceof String type)) {
            throw UnusableKeyException.bad("a key without a type (kty)");
        }
        if (jwk.containsKey("kid") && !(jwk.get("kid") instanceof String)) {
            throw UnusableKeyException.bad("a key with a kid that is not a string");
        }
        String kid = (String) jwk.get("kid");
        Object issuer = jwk.get("issuer");
        if (issuer != null && !(issuer instanceof String)) {
            throw UnusableKeyException.bad("a key with an issuer that is not a string");
        }
        SigningAlgorithm only = purpose(jwk);
        for (String member : PRIVATE) {
            if (jwk.containsKey(member)) {
                throw UnusableKeyException.bad("a private key, which must not be published (it has " + member + ")");
            }
        }
        try {
            VerificationKey key = switch (type) {
                case "RSA" -> rsa(kid, jwk, only);
                case "EC" -> elliptic(kid, jwk, only);
                case "OKP" -> edwards(kid, jwk, only);
                case "oct" -> throw UnusableKeyException.bad("a shared secret, which must not be published (kty oct)");
                default -> throw UnusableKeyException.ordinary("a key of an unknown type (kty)");
            };
            return key.of((String) issuer);
        } catch (GeneralSecurityException | JOSEException | RuntimeException malformed) {
            throw UnusableKeyException.bad("a malformed key of type " + type);
        }
    }

    /** Returns the one algorithm that the JWK is restricted to; {@code null} if it names none. */
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
            throw UnusableKeyException.ordinary("a key for an unknown algorithm (alg)");
        }
        return only;
    }

    /** The operations are distinct strings (RFC 7517 section 4.3). */
    private static boolean verifies(@Nullable Object operations) {
        List<String> names = Claims.strings(operations);
        return names != null && names.contains("verify") && new HashSet<>(names).size() == names.size();
    }

    private static VerificationKey rsa(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws JOSEException, UnusableKeyException {
        requireFamily(only, SigningAlgorithm.Family.RSA);
        RSAKey parsed = new RSAKey.Builder(parameter(jwk, "n"), parameter(jwk, "e")).build();
        refuse(RsaKeyStrength.defect(
                parsed.getModulus().decodeToBigInteger(),
                parsed.getPublicExponent().decodeToBigInteger()));
        RSAPublicKey key = parsed.toRSAPublicKey();
        // From the numbers, since leading zeros would change the thumbprint.
        refuseKnown(new RSAKey.Builder(key).build());
        return VerificationKey.rsa(kid, key, only);
    }

    private VerificationKey elliptic(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws JOSEException, UnusableKeyException {
        requireFamily(only, SigningAlgorithm.Family.ELLIPTIC);
        SigningAlgorithm algorithm = ofCurve(jwk.get("crv"), SigningAlgorithm.Family.ELLIPTIC);
        if (only != null && only != algorithm) {
            throw UnusableKeyException.bad("a key with an algorithm for another curve (alg)");
        }
        // Nimbus refuses points that are not on the curve. Infinity has no such encoding.
        Curve curve = Curve.parse(String.valueOf(jwk.get("crv")));
        ECKey parsed = new ECKey.Builder(curve, parameter(jwk, "x"), parameter(jwk, "y")).build();
        int length = algorithm.signatureLength() / 2;
        if (parsed.getX().decode().length != length || parsed.getY().decode().length != length) {
            throw UnusableKeyException.bad("an EC key with a coordinate of the wrong length");
        }
        ECPublicKey key = parsed.toECPublicKey();
        if (key.getW().getAffineX().equals(key.getParams().getGenerator().getAffineX())) {
            throw UnusableKeyException.bad("an EC key with the private key 1");
        }
        refuseKnown(parsed);
        refuse(probe.defect(algorithm, key));
        return VerificationKey.elliptic(kid, key, algorithm);
    }

    private static VerificationKey edwards(@Nullable String kid, Map<?, ?> jwk, @Nullable SigningAlgorithm only)
            throws GeneralSecurityException, UnusableKeyException {
        requireFamily(only, SigningAlgorithm.Family.EDWARDS);
        ofCurve(jwk.get("crv"), SigningAlgorithm.Family.EDWARDS);
        OctetKeyPair parsed = new OctetKeyPair.Builder(Curve.Ed25519, parameter(jwk, "x")).build();
        byte[] encoded = parsed.getDecodedX();
        if (!Ed25519Encoding.soundKey(encoded)) {
            throw UnusableKeyException.bad("an Ed25519 key that is not on the curve or has small order");
        }
        refuseKnown(parsed);
        boolean odd = (encoded[Ed25519Encoding.LENGTH - 1] & 0x80) != 0;
        EdECPoint point = new EdECPoint(odd, Ed25519Encoding.y(encoded));
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        return VerificationKey.edwards(kid, key, only);
    }

    /**
     * Returns one public parameter. Nimbus gets these alone: JWK.parse would refuse the key for a certificate or an
     * operation that it does not know, would skip characters that are not base64url, and would load a JSON library.
     */
    private static Base64URL parameter(Map<?, ?> jwk, String name) throws UnusableKeyException {
        if (!(jwk.get(name) instanceof String value) || !isBase64Url(value)) {
            throw UnusableKeyException.bad("a key with a parameter that is not base64url (" + name + ")");
        }
        return new Base64URL(value);
    }

    private static boolean isBase64Url(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.ISO_8859_1);
        return Base64Url.decode(encoded, 0, encoded.length) != null;
    }

    private static void requireFamily(@Nullable SigningAlgorithm only, SigningAlgorithm.Family family)
            throws UnusableKeyException {
        if (only != null && only.family() != family) {
            throw UnusableKeyException.bad("a key with an algorithm for another type of key (alg)");
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
        throw UnusableKeyException.ordinary("a key on an unknown curve (crv)");
    }

    private static void refuseKnown(JWK key) throws UnusableKeyException {
        if (PublishedKeys.contains(key)) {
            throw UnusableKeyException.bad("a key whose private key is printed in a standard or on a well-known page");
        }
    }

    private static void refuse(@Nullable String defect) throws UnusableKeyException {
        if (defect != null) {
            throw UnusableKeyException.bad(defect);
        }
    }
}
