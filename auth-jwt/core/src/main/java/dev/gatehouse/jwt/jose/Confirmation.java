package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Stable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a token must prove (RFC 7800 claim {@code cnf}). At least one of the two is there; where both are, both must be proven.
 *
 * @param jkt the SHA-256 thumbprint of the key that must sign a DPoP proof (RFC 9449 section 6.1), in base64url; {@code null} when none is demanded
 * @param x5tS256 the SHA-256 of the client certificate that the connection must have (RFC 8705 section 3.1), in base64url; {@code null} when none is demanded
 * @since 0.1
 */
@Stable
public record Confirmation(@Nullable String jkt, @Nullable String x5tS256) {

    private static final String JKT = "jkt";
    private static final String X5T = "x5t#S256";
    /** Keycloak's own member: which kind of proof {@code jkt} is for. */
    private static final String KEYCLOAK_JKT_TYPE = "kc-jkt-type";

    private static final int HASH_LENGTH = 32;

    /** Checks that something is to be proven. */
    public Confirmation {
        if (jkt == null && x5tS256 == null) {
            throw new IllegalArgumentException("a confirmation names a key or a certificate");
        }
    }

    /**
     * Reads a claim {@code cnf}. A method of confirmation that can't be checked here can't be passed over either, so the whole claim is refused then. Keycloak says beside
     * {@code jkt} that it means DPoP, which asks for nothing more; when it says another kind of proof, that can't be checked.
     *
     * @return {@code null} when the claim is malformed or demands another proof
     */
    public static @Nullable Confirmation of(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> members) || members.isEmpty()) {
            return null;
        }
        String jkt = null;
        String x5tS256 = null;
        boolean typed = false;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (KEYCLOAK_JKT_TYPE.equals(member.getKey()) && "DPoP".equals(member.getValue())) {
                typed = true;
            } else if (!(member.getValue() instanceof String hash) || !isHash(hash)) {
                return null;
            } else if (JKT.equals(member.getKey())) {
                jkt = hash;
            } else if (X5T.equals(member.getKey())) {
                x5tS256 = hash;
            } else {
                return null;
            }
        }
        return typed && jkt == null ? null : new Confirmation(jkt, x5tS256);
    }

    private static boolean isHash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] hash = Base64Url.decode(bytes, 0, bytes.length);
        return hash != null && hash.length == HASH_LENGTH;
    }
}
