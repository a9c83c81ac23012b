package dev.gatehouse.identity.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One log-in that a browser has begun. It is kept in a cookie of that browser and nowhere else, so that any node can
 * finish it and unfinished ones take no memory here. {@code state}, {@code nonce} and the PKCE verifier are derived
 * from its secret together with everything else in it. A cookie in which anything was changed has another
 * {@code state}, and so belongs to no response. {@code toString()} shows no secret. Immutable.
 *
 * @param secret 256 random bits, base64url
 * @param provider the alias of the provider
 * @param begun when it began, in seconds
 * @param path where the browser goes afterwards
 */
record LoginAttempt(String secret, String provider, long begun, ReturnPath path) {

    private static final int SECRET_BYTES = 32;
    /** The length of 32 bytes in base64url. */
    private static final int ENCODED = 43;

    private static final int LONGEST = 3000;
    private static final int TAG = 16;
    private static final String VERSION = "1";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Begins a log-in. */
    static LoginAttempt begin(String provider, Instant now, ReturnPath path) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new LoginAttempt(ENCODER.encodeToString(secret), provider, now.getEpochSecond(), path);
    }

    /** Reads the value of a cookie; {@code null} if it is not one of {@link #cookieValue()}. */
    static @Nullable LoginAttempt parse(String cookieValue) {
        String[] parts = cookieValue.length() > LONGEST ? new String[0] : cookieValue.split("\\.", -1);
        if (parts.length != 5 || !parts[0].equals(VERSION) || !isState(parts[1])) {
            return null;
        }
        try {
            long begun = Long.parseLong(parts[2], Character.MAX_RADIX);
            String path = new String(Base64.getUrlDecoder().decode(parts[4]), StandardCharsets.US_ASCII);
            ReturnPath target = ReturnPath.parse(path, "");
            return target == null || begun < 0 ? null : new LoginAttempt(parts[1], parts[3], begun, target);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Returns the value of the cookie. */
    String cookieValue() {
        return String.join(
                ".",
                VERSION,
                secret,
                Long.toString(begun, Character.MAX_RADIX),
                provider,
                ENCODER.encodeToString(path.value().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns {@code state}. */
    String state() {
        return derived("state");
    }

    /** Returns {@code nonce}. */
    String nonce() {
        return derived("nonce");
    }

    /** Returns the PKCE verifier (RFC 7636 section 4.1). */
    String verifier() {
        return derived("verifier");
    }

    /** Returns the part of a state that distinguishes the cookies of several attempts. */
    static String tag(String state) {
        return state.substring(0, TAG);
    }

    /** Returns whether a string has the form of 32 bytes in base64url, as a secret and a state have. */
    static boolean isState(String text) {
        boolean form = text.length() == ENCODED;
        for (int i = 0; form && i < ENCODED; i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            form = letterOrDigit || c == '-' || c == '_';
        }
        return form;
    }

    /** Returns whether the attempt is too old, or from the future. */
    boolean isExpired(Instant now, Duration timeout) {
        Instant start = Instant.ofEpochSecond(Math.min(begun, Instant.MAX.getEpochSecond() / 2));
        return now.isAfter(start.plus(timeout)) || start.isAfter(now.plus(timeout));
    }

    private String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            String all = String.join("\n", purpose, provider, Long.toString(begun), path.value());
            return ENCODER.encodeToString(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "LoginAttempt[provider=" + provider + ", begun=" + begun + "]";
    }
}
