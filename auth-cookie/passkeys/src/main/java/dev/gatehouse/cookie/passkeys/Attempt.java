package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.users.Passkey;
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
 * One registration or log-in that a browser has begun. It is kept in a cookie of that browser and nowhere else, so that
 * any node can finish it and unfinished ones take no memory here. The challenge is a MAC of all of it, under a secret
 * that only the nodes know: the browser can neither choose a challenge nor know one in advance, and a cookie in which
 * anything was changed belongs to no response. Immutable.
 *
 * @param purpose what it is for
 * @param random 256 random bits, base64url
 * @param begun when it began, in seconds
 * @param handle the user handle of a passkey to register, base64url; empty for a log-in
 */
record Attempt(Purpose purpose, String random, long begun, String handle) {

    /** What a challenge is for. One for a log-in registers nothing, and the other way round. */
    enum Purpose {
        REGISTRATION("r"),
        LOGIN("l");

        private final String letter;

        Purpose(String letter) {
            this.letter = letter;
        }
    }

    private static final int BYTES = 32;
    /** The length of 32 bytes in base64url. */
    private static final int ENCODED = 43;

    private static final int LONGEST = 200;
    private static final int TAG = 16;
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Begins an attempt. */
    static Attempt begin(Purpose purpose, Instant now, String handle) {
        return new Attempt(purpose, newRandom(), now.getEpochSecond(), handle);
    }

    /** Returns 256 random bits, base64url. */
    static String newRandom() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    /** Reads the value of a cookie; {@code null} if it is not one of {@link #cookieValue()}. */
    static @Nullable Attempt parse(String cookieValue) {
        String[] parts = cookieValue.length() > LONGEST ? new String[0] : cookieValue.split("\\.", -1);
        if (parts.length != 4 || !isEncoded(parts[1]) || !(parts[3].isEmpty() || isEncoded(parts[3]))) {
            return null;
        }
        for (Purpose purpose : Purpose.values()) {
            if (purpose.letter.equals(parts[0])) {
                try {
                    long begun = Long.parseLong(parts[2], Character.MAX_RADIX);
                    boolean registers = purpose == Purpose.REGISTRATION;
                    return begun < 0 || begun > Instant.MAX.getEpochSecond() / 2 || registers == parts[3].isEmpty()
                            ? null
                            : new Attempt(purpose, parts[1], begun, parts[3]);
                } catch (NumberFormatException malformed) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Returns the value of the cookie. */
    String cookieValue() {
        return String.join(".", purpose.letter, random, Long.toString(begun, Character.MAX_RADIX), handle);
    }

    /**
     * Returns the challenge, 256 bits in base64url.
     *
     * @param secret the secret of the store
     * @param user the name of the user who registers a passkey; empty for a log-in
     */
    String challenge(String secret, String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            String all = cookieValue() + "\n" + user;
            return ENCODER.encodeToString(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** Returns whether the attempt is too old, or from the future. */
    boolean isExpired(Instant now, Duration timeout) {
        Instant start = Instant.ofEpochSecond(begun);
        return now.isAfter(start.plus(timeout)) || start.isAfter(now.plus(SKEW));
    }

    /** Returns how long a used challenge has to be remembered. */
    static Duration memory(Duration timeout) {
        return timeout.plus(SKEW).plus(SKEW);
    }

    /** Returns the part of a challenge that distinguishes the cookies of several attempts. */
    static String tag(String challenge) {
        return challenge.substring(0, TAG);
    }

    /** Returns whether a string has the form of 32 bytes in base64url, as a challenge has. */
    static boolean isEncoded(String text) {
        return text.length() == ENCODED && Passkey.isBase64Url(text);
    }

    @Override
    public String toString() {
        return "Attempt[" + purpose + ", begun=" + begun + "]";
    }
}
