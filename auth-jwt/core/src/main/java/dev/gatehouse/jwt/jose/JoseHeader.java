package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a JOSE header that are used (RFC 7515 section 4.1). {@code jku}, {@code x5u}, {@code x5c} and
 * {@code jwk} are ignored: they would let a token choose the key that verifies it.
 *
 * @param defect the reason to refuse such a header of any issuer; {@code null} if there is none
 * @param algorithm the algorithm; {@code null} if it is not supported
 * @param type {@code typ} in lower case and without {@code application/}; {@code null} if absent
 * @param kid the key's identifier; {@code null} if absent
 * @param thumbprint the thumbprints of the key's certificate; {@code null} if absent, or if there is a kid, which
 *     decides alone
 * @since 0.1
 */
@Internal
public record JoseHeader(
        @Nullable Reason defect,
        @Nullable SigningAlgorithm algorithm,
        @Nullable String type,
        @Nullable String kid,
        @Nullable CertificateThumbprint thumbprint) {

    private static final int MAX_KID = 256;
    private static final int MAX_TYPE = 64;
    private static final String APPLICATION = "application/";

    public static JoseHeader of(Map<String, @Nullable Object> members) {
        if (members.containsKey("crit") || members.containsKey("b64")) {
            return defect(TokenReasons.CRITICAL_HEADER);
        }
        if (members.containsKey("enc") || members.containsKey("zip")) {
            return defect(TokenReasons.ENCRYPTED);
        }
        if (!(members.get("alg") instanceof String algorithm)) {
            return defect(TokenReasons.ALGORITHM);
        }
        Object type = members.get("typ");
        if (members.containsKey("typ") && !(type instanceof String text && printable(text, MAX_TYPE))) {
            return defect(TokenReasons.TYPE);
        }
        Object kid = members.get("kid");
        if (members.containsKey("kid") && !(kid instanceof String text && printable(text, MAX_KID))) {
            return defect(TokenReasons.MALFORMED_HEADER);
        }
        if (kid == null
                && !(isName(members, CertificateThumbprint.SHA1) && isName(members, CertificateThumbprint.SHA256))) {
            return defect(TokenReasons.MALFORMED_HEADER);
        }
        return new JoseHeader(
                null,
                SigningAlgorithm.named(algorithm),
                normalised((String) type),
                (String) kid,
                kid == null ? thumbprint(members) : null);
    }

    private static boolean isName(Map<String, @Nullable Object> members, String member) {
        return !members.containsKey(member) || (members.get(member) instanceof String text && printable(text, MAX_KID));
    }

    private static @Nullable CertificateThumbprint thumbprint(Map<String, @Nullable Object> members) {
        String sha1 = (String) members.get(CertificateThumbprint.SHA1);
        String sha256 = (String) members.get(CertificateThumbprint.SHA256);
        return sha1 == null && sha256 == null ? null : new CertificateThumbprint(sha1, sha256);
    }

    /** Media types are case-insensitive, and {@code application/} may be omitted (RFC 7515 section 4.1.9). */
    public static @Nullable String normalised(@Nullable String type) {
        if (type == null) {
            return null;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith(APPLICATION) ? lower.substring(APPLICATION.length()) : lower;
    }

    private static JoseHeader defect(Reason reason) {
        return new JoseHeader(reason, null, null, null, null);
    }

    private static boolean printable(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
