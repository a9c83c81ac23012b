package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.spi.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a DPoP proof (RFC 9449 section 4.2), with their types checked. Times are in milliseconds since the
 * epoch. Nothing in it is verified.
 *
 * @param defect the reason to refuse them; {@code null} if there is none
 * @param id {@code jti}
 * @param method {@code htm}
 * @param url {@code htu}
 * @param tokenHash {@code ath}
 * @param nonce {@code nonce}; {@code null} if absent
 * @param issuedAt {@code iat}
 */
record ProofClaims(
        @Nullable Reason defect,
        String id,
        String method,
        String url,
        String tokenHash,
        @Nullable String nonce,
        long issuedAt) {

    private static final int MAX_ID = 256;
    private static final int MAX_NONCE = 512;

    static ProofClaims of(Map<String, @Nullable Object> claims) {
        if (!(claims.get("jti") instanceof String id) || id.isBlank() || id.length() > MAX_ID) {
            return defect("jti");
        }
        if (!(claims.get("htm") instanceof String method)) {
            return defect("htm");
        }
        if (!(claims.get("htu") instanceof String url)) {
            return defect("htu");
        }
        if (!(claims.get("ath") instanceof String tokenHash)) {
            return defect("ath");
        }
        long issuedAt = RegisteredClaims.millis(claims, "iat");
        if (issuedAt == RegisteredClaims.WRONG || issuedAt == RegisteredClaims.ABSENT) {
            return defect("iat");
        }
        Object nonce = claims.get("nonce");
        if (claims.containsKey("nonce") && !(nonce instanceof String text && text.length() <= MAX_NONCE)) {
            return defect("nonce");
        }
        return new ProofClaims(null, id, method, url, tokenHash, (String) nonce, issuedAt);
    }

    /**
     * Returns whether the optional {@code exp} and {@code nbf} allow the use of the proof at this time (RFC 7519
     * section 4.1).
     */
    static boolean usable(Map<String, @Nullable Object> claims, long now, long skew) {
        long expiry = RegisteredClaims.millis(claims, "exp");
        if (expiry == RegisteredClaims.WRONG || (expiry != RegisteredClaims.ABSENT && expiry <= now - skew)) {
            return false;
        }
        // WRONG is later than any time, and ABSENT is earlier.
        return RegisteredClaims.millis(claims, "nbf") <= now + skew;
    }

    private static ProofClaims defect(String name) {
        return new ProofClaims(DpopReasons.claim(name), "", "", "", "", null, RegisteredClaims.WRONG);
    }

    @Override
    public String toString() {
        return "ProofClaims";
    }
}
