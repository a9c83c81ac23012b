package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers of published JWKs as providers write them: with padding, with leading zeros or without them, in the
 * other alphabet of base64 (RFC 4648 section 4), with line breaks. The number is the same, and keys are compared by
 * their numbers. Nothing else is read in this way: the segments of a token and the JWK of a DPoP proof have one
 * spelling.
 */
final class JwkNumber {

    private static final int MAX_PADDING = 2;

    private JwkNumber() {}

    /**
     * Returns the canonical base64url of a number.
     *
     * @param length the length in bytes; 0 for the shortest, -1 to keep the bytes as they are
     * @return {@code null} if it is not clear what the number is, or if it is longer than that
     */
    static @Nullable String canonical(String text, int length) {
        byte[] bytes = decode(text);
        if (bytes == null) {
            return null;
        }
        byte[] number = length < 0 ? bytes : resized(bytes, length);
        return number == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(number);
    }

    private static byte @Nullable [] decode(String text) {
        String plain = withoutSpace(text).replace('+', '-').replace('/', '_');
        int end = plain.length();
        while (end > 0 && plain.length() - end < MAX_PADDING && plain.charAt(end - 1) == '=') {
            end--;
        }
        byte[] encoded = plain.getBytes(StandardCharsets.ISO_8859_1);
        return end == 0 ? null : Base64Url.decode(encoded, 0, end);
    }

    private static byte @Nullable [] resized(byte[] number, int length) {
        int first = 0;
        while (first < number.length - 1 && number[first] == 0) {
            first++;
        }
        int significant = number.length - first;
        if (length == 0) {
            return Arrays.copyOfRange(number, first, number.length);
        }
        if (significant > length) {
            return null;
        }
        byte[] fixed = new byte[length];
        System.arraycopy(number, first, fixed, length - significant, significant);
        return fixed;
    }

    static String withoutSpace(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
