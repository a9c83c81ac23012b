package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Stable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key or certificate that the sender of a token must prove to hold (RFC 7800 claim {@code cnf}). At least one of
 * the two is present. If both are present, both must be proven.
 *
 * @param jkt the SHA-256 thumbprint of the key that must sign a DPoP proof (RFC 9449 section 6.1), in base64url;
 *     {@code null} if none is required
 * @param x5tS256 the SHA-256 of the client certificate that the connection must have (RFC 8705 section 3.1), in
 *     base64url; {@code null} if none is required
 * @since 0.1
 */
@Stable
public record Confirmation(@Nullable String jkt, @Nullable String x5tS256) {

    private static final String JKT = "jkt";
    private static final String X5T = "x5t#S256";
    /** Keycloak's own member, which names the kind of proof that {@code jkt} is for. */
    private static final String KEYCLOAK_JKT_TYPE = "kc-jkt-type";

    private static final int HASH_LENGTH = 32;

    /** Checks that at least one is present. */
    public Confirmation {
        if (jkt == null && x5tS256 == null) {
            throw new IllegalArgumentException("expected a key or a certificate");
        }
    }

    /**
     * Reads a claim {@code cnf}. The claim is refused if it has a confirmation method that is not supported here,
     * because ignoring it would skip a required proof. Keycloak states next to {@code jkt} that it is for DPoP, which
     * requires nothing more. Any other kind of proof is not supported.
     *
     * @return {@code null} if the claim is malformed or requires another proof
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

    private static boolean isHash(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        byte[] hash = Base64Url.decode(bytes, 0, bytes.length);
        return hash != null && hash.length == HASH_LENGTH;
    }
}
