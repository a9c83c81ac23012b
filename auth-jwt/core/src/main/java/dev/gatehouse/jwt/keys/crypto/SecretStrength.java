package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.jwt.jose.Base64Url;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Internal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a shared secret is strong enough for HMAC (RFC 7518 section 3.2, RFC 8725 section 3.5). No message
 * contains any part of the secret.
 *
 * @since 0.1
 */
@Internal
public final class SecretStrength {

    /** Marks a secret that is encoded in base64url. */
    static final String BASE64URL = "base64url:";

    private static final int MIN_DISTINCT = 14;
    private static final int MIN_DISTINCT_HEX = 10;

    /** A longer period has more than enough characters before it repeats. */
    private static final int MAX_PERIOD = 128;

    /** So many characters of base64 encode 32 bytes. */
    private static final int BASE64_OF_32_BYTES = 43;

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern UUID =
            Pattern.compile("(urn:uuid:|\\{)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANDOM_BASE64 =
            Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=]{" + BASE64_OF_32_BYTES + ",}");

    private SecretStrength() {}

    /**
     * Returns the key: the UTF-8 bytes of the secret, or the bytes that it encodes after {@value #BASE64URL}.
     *
     * @throws IllegalArgumentException if that is not base64url without padding
     */
    public static byte[] bytes(Secret secret) {
        String text = secret.reveal();
        if (!text.startsWith(BASE64URL)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] encoded = text.substring(BASE64URL.length()).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Base64Url.decode(encoded, 0, encoded.length);
        if (bytes == null) {
            throw new IllegalArgumentException("is not base64url without padding after " + BASE64URL);
        }
        return bytes;
    }

    /** Returns why the secret must not be used, as the end of a sentence; {@code null} if it may be used. */
    public static @Nullable String defect(Secret secret, Set<SigningAlgorithm> algorithms) {
        byte[] bytes;
        try {
            bytes = bytes(secret);
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
        String text = readable(bytes);
        int needed = hashLength(algorithms);
        String defect = null;
        if (text != null && (text.contains("-----BEGIN ") || text.contains("\"kty\""))) {
            defect = "is a key or certificate in PEM or JWK format, not a shared secret";
        } else if (bytes.length < needed) {
            defect = "has fewer than " + needed + " bytes, the length of the hash";
        } else if (text != null) {
            defect = textDefect(text, needed);
        }
        return defect == null
                ? patternDefect(text == null ? new String(bytes, StandardCharsets.ISO_8859_1) : text)
                : defect;
    }

    /**
     * Returns why the secret can be guessed, as the end of a sentence; {@code null} if it cannot. Where the issuer
     * dictates the secret, an operator can accept this risk.
     */
    public static @Nullable String guess(Secret secret) {
        byte[] bytes = bytes(secret);
        if (PublishedSecrets.contains(bytes)) {
            return "is printed in a standard or a tutorial";
        }
        String text = readable(bytes);
        return text != null && !RANDOM_BASE64.matcher(text).matches() && PronounceableText.prevails(text)
                ? "consists mostly of words"
                : null;
    }

    /** Returns the secret as a string; {@code null} if it is binary. */
    private static @Nullable String readable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean binary = text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            return binary ? null : text;
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static @Nullable String textDefect(String text, int needed) {
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return "contains white space";
        }
        if (UUID.matcher(text).matches()) {
            return "is a UUID";
        }
        return HEX.matcher(text).matches() && text.length() < 2 * needed
                ? "has fewer than " + 2 * needed + " hex digits"
                : null;
    }

    private static @Nullable String patternDefect(String text) {
        Set<Character> distinct = new HashSet<>();
        for (int i = 0; i < text.length(); i++) {
            distinct.add(text.charAt(i));
        }
        int needed = HEX.matcher(text).matches() ? MIN_DISTINCT_HEX : MIN_DISTINCT;
        if (distinct.size() < needed) {
            return "has fewer than " + needed + " distinct characters";
        }
        String folded = text.toLowerCase(Locale.ROOT);
        for (int period = 1; period <= Math.min(MAX_PERIOD, folded.length() / 2); period++) {
            if (predictable(folded, period)) {
                return "is a repetition or a sequence";
            }
        }
        return null;
    }

    /** Whether more than half of the characters differ by the same step from the one a period before; 0 repeats it. */
    private static boolean predictable(String text, int period) {
        Map<Integer, Integer> steps = new HashMap<>();
        for (int i = period; i < text.length(); i++) {
            int times = steps.merge(text.charAt(i) - text.charAt(i - period), 1, Integer::sum);
            if (times > (text.length() - period) / 2) {
                return true;
            }
        }
        return false;
    }

    private static int hashLength(Set<SigningAlgorithm> algorithms) {
        int longest = 0;
        for (SigningAlgorithm algorithm : algorithms) {
            longest = Math.max(longest, algorithm.signatureLength());
        }
        return longest;
    }

    /** Returns the command that creates a good secret. 48 bytes make 64 characters: openssl breaks longer lines. */
    public static String command(Set<SigningAlgorithm> algorithms) {
        return "openssl rand -base64 " + (hashLength(algorithms) > 32 ? 48 : 32);
    }
}
