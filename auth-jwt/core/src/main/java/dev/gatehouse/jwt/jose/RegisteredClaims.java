package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registered claims of a token (RFC 7519 section 4.1), with their types checked. Times are in milliseconds since
 * the epoch.
 *
 * @param defect the reason to refuse such claims of any issuer; {@code null} if there is none
 * @param subject {@code sub}
 * @param audience {@code aud}, a single string as a list of one
 * @param expiry {@code exp}
 * @param notBefore {@code nbf}, {@link #ABSENT} if absent
 * @param issuedAt {@code iat}, {@link #ABSENT} if absent
 * @since 0.1
 */
@Internal
public record RegisteredClaims(
        @Nullable Reason defect, String subject, List<String> audience, long expiry, long notBefore, long issuedAt) {

    public static final long ABSENT = Long.MIN_VALUE;

    public static final long WRONG = Long.MAX_VALUE;
    private static final int MAX_SUBJECT = 255;
    /** 9999-12-31T23:59:59Z. A larger number is not a time in seconds. */
    private static final long LAST_SECOND = 253_402_300_799L;

    public static RegisteredClaims of(Map<String, @Nullable Object> claims) {
        long expiry = millis(claims, "exp");
        long notBefore = millis(claims, "nbf");
        long issuedAt = millis(claims, "iat");
        if (expiry == WRONG || expiry == ABSENT) {
            return defect(TokenReasons.claim("exp"));
        }
        if (notBefore == WRONG) {
            return defect(TokenReasons.claim("nbf"));
        }
        if (issuedAt == WRONG) {
            return defect(TokenReasons.claim("iat"));
        }
        if (!(claims.get("sub") instanceof String subject) || !isSubject(subject)) {
            return defect(TokenReasons.claim("sub"));
        }
        if (claims.containsKey("jti") && !(claims.get("jti") instanceof String)) {
            return defect(TokenReasons.claim("jti"));
        }
        List<String> audience = audience(claims.get("aud"));
        if (audience.isEmpty()) {
            return defect(TokenReasons.AUDIENCE);
        }
        return new RegisteredClaims(null, subject, audience, expiry, notBefore, issuedAt);
    }

    private static RegisteredClaims defect(Reason reason) {
        return new RegisteredClaims(reason, "", List.of(), ABSENT, ABSENT, ABSENT);
    }

    /**
     * Returns a NumericDate in milliseconds, {@link #ABSENT} or {@link #WRONG}. It may have a fraction (RFC 7519
     * section 2). It must not be a string.
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

    private static boolean isSubject(String subject) {
        return !subject.isBlank() && subject.length() <= MAX_SUBJECT && Claims.isPlain(subject);
    }

    /** Returns the audience; empty if it is absent or neither a string nor a list of strings. */
    private static List<String> audience(@Nullable Object value) {
        if (value instanceof String one) {
            return one.isEmpty() ? List.of() : List.of(one);
        }
        List<String> all = Claims.strings(value);
        return all == null ? List.of() : all;
    }
}
