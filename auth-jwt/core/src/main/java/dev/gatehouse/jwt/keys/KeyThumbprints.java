package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.CertificateThumbprint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The published thumbprints of a key's certificate: the members {@code x5t} and {@code x5t#S256} of its JWK, and those
 * of the first certificate in {@code x5c} (RFC 7517 sections 4.7 to 4.9). The certificate is not read: it is no reason
 * to trust the key.
 *
 * @param sha1 the values of {@code x5t} that select the key
 * @param sha256 the values of {@code x5t#S256} that select the key
 */
record KeyThumbprints(Set<String> sha1, Set<String> sha256) {

    private static final KeyThumbprints NONE = new KeyThumbprints(Set.of(), Set.of());

    /** @param jwk the JWK, whose members may have any type */
    static KeyThumbprints of(Map<String, ?> jwk) {
        byte[] certificate = certificate(jwk.get("x5c"));
        Set<String> sha1 = values(jwk.get(CertificateThumbprint.SHA1), "SHA-1", certificate);
        Set<String> sha256 = values(jwk.get(CertificateThumbprint.SHA256), "SHA-256", certificate);
        return sha1.isEmpty() && sha256.isEmpty() ? NONE : new KeyThumbprints(sha1, sha256);
    }

    /** Whether a thumbprint of the token is one of these, and none contradicts them. */
    boolean match(CertificateThumbprint token) {
        boolean one = isIn(sha1, token.sha1());
        boolean other = isIn(sha256, token.sha256());
        return (one || other)
                && (one || token.sha1() == null || sha1.isEmpty())
                && (other || token.sha256() == null || sha256.isEmpty());
    }

    private static boolean isIn(Set<String> published, @Nullable String value) {
        return value != null && published.contains(value);
    }

    private static Set<String> values(@Nullable Object member, String hash, byte @Nullable [] certificate) {
        Set<String> values = new HashSet<>();
        if (member instanceof String text) {
            values.add(text);
        }
        if (certificate != null) {
            values.add(thumbprint(hash, certificate));
        }
        return values;
    }

    private static byte @Nullable [] certificate(@Nullable Object chain) {
        if (!(chain instanceof List<?> certificates)
                || certificates.isEmpty()
                || !(certificates.get(0) instanceof String text)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(JwkNumber.withoutSpace(text));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String thumbprint(String hash, byte[] certificate) {
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(certificate);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", impossible);
        }
    }
}
