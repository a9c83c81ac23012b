package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registered claims of a token (RFC 7519 section 4.1), with their types checked. Times are in milliseconds since
 * the epoch. JSON's {@code null} is the same as no claim.
 *
 * @param defect the reason to refuse such claims of any issuer; {@code null} if there is none
 * @param subject the identifier of the caller, {@code sub} unless the issuer puts it into another claim
 * @param subjectClaim the claim that it comes from
 * @param audience {@code aud} or the claim that stands for it, a single string as a list of one
 * @param expiry {@code exp}
 * @param notBefore {@code nbf}, {@link #ABSENT} if absent
 * @param issuedAt {@code iat}, {@link #ABSENT} if absent
 * @since 0.1
 */
@Internal
public record RegisteredClaims(
        @Nullable Reason defect,
        String subject,
        String subjectClaim,
        List<String> audience,
        long expiry,
        long notBefore,
        long issuedAt) {

    /** The claim with the subject (RFC 7519 section 4.1.2). */
    public static final String SUBJECT = "sub";

    public static final long ABSENT = Long.MIN_VALUE;

    public static final long WRONG = Long.MAX_VALUE;
    /** 9999-12-31T23:59:59Z. A larger number is not a time in seconds. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /**
     * Reads the claims.
     *
     * @param subject the identifier of the caller
     * @param subjectClaim the claim that it comes from
     * @param noSubject why there is no valid identifier; {@code null} if there is one
     * @param audience the audience; empty if it is missing or malformed
     */
    public static RegisteredClaims of(
            Map<String, @Nullable Object> claims,
            String subject,
            String subjectClaim,
            @Nullable Reason noSubject,
            List<String> audience) {
        long expiry = optional(claims, "exp");
        long notBefore = optional(claims, "nbf");
        long issuedAt = optional(claims, "iat");
        if (expiry == WRONG || expiry == ABSENT) {
            return defect(TokenReasons.claim("exp"));
        }
        if (notBefore == WRONG) {
            return defect(TokenReasons.claim("nbf"));
        }
        if (issuedAt == WRONG) {
            return defect(TokenReasons.claim("iat"));
        }
        if (noSubject != null) {
            return defect(noSubject);
        }
        if (claims.get("jti") != null && !(claims.get("jti") instanceof String)) {
            return defect(TokenReasons.claim("jti"));
        }
        if (audience.isEmpty()) {
            return defect(TokenReasons.NO_AUDIENCE);
        }
        return new RegisteredClaims(null, subject, subjectClaim, audience, expiry, notBefore, issuedAt);
    }

    private static RegisteredClaims defect(Reason reason) {
        return new RegisteredClaims(reason, "", SUBJECT, List.of(), ABSENT, ABSENT, ABSENT);
    }

    private static long optional(Map<String, @Nullable Object> claims, String name) {
        return claims.get(name) == null ? ABSENT : millis(claims, name);
    }

    /**
     * Returns a NumericDate in milliseconds, {@link #ABSENT} or {@link #WRONG}. It may have a fraction (RFC 7519
     * section 2). It must not be a string, and {@code null} is not a time.
     */
    public static long millis(Map<String, @Nullable Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null) {
            return claims.containsKey(name) ? WRONG : ABSENT;
        }
        if (value instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND) {
            return seconds * 1000;
        }
        if (value instanceof Double seconds && seconds >= 0 && seconds <= LAST_SECOND) {
            return (long) Math.floor(seconds * 1000);
        }
        return WRONG;
    }
}
