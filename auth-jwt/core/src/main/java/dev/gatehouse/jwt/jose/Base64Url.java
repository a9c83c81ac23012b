package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64url without padding (RFC 7515 section 2), decoded so that every content has exactly one spelling: the alphabet of RFC 4648 section 5 alone, and the bits of the
 * last character that carry nothing are zero. The JDK's decoder takes several spellings for one content.
 *
 * @since 0.1
 */
@Internal
public final class Base64Url {

    private static final int[] VALUES = values();

    private Base64Url() {}

    /** Returns what a part of the text stands for; {@code null} when it is empty or no canonical base64url. */
    public static byte @Nullable [] decode(byte[] text, int from, int to) {
        int length = length(from, to);
        byte[] bytes = length < 0 ? null : new byte[length];
        return bytes == null || decode(text, from, to, bytes) < 0 ? null : bytes;
    }

    /** Returns how many bytes so many characters stand for; -1 when none are spelled with so many. */
    private static int length(int from, int to) {
        int rest = (to - from) & 3;
        return to <= from || rest == 1 ? -1 : (to - from) / 4 * 3 + (rest == 0 ? 0 : rest - 1);
    }

    /**
     * Writes what a part of the text stands for.
     *
     * @param bytes three bytes long for every four characters, at least
     * @return how many bytes it is; -1 when it is empty or no canonical base64url, and then the bytes say nothing
     */
    public static int decode(byte[] text, int from, int to, byte[] bytes) {
        int length = length(from, to);
        if (length < 0) {
            return -1;
        }
        int rest = (to - from) & 3;
        int whole = to - rest;
        int out = 0;
        // A character outside of the alphabet is -1, which no later bits can make positive again.
        int seen = 0;
        for (int in = from; in < whole; in += 4) {
            int bits = VALUES[text[in] & 0xff] << 18
                    | VALUES[text[in + 1] & 0xff] << 12
                    | VALUES[text[in + 2] & 0xff] << 6
                    | VALUES[text[in + 3] & 0xff];
            seen |= bits;
            bytes[out] = (byte) (bits >> 16);
            bytes[out + 1] = (byte) (bits >> 8);
            bytes[out + 2] = (byte) bits;
            out += 3;
        }
        if (rest != 0) {
            seen |= last(text, whole, rest, bytes, out);
        }
        return seen < 0 ? -1 : length;
    }

    private static int last(byte[] text, int from, int rest, byte[] bytes, int out) {
        int bits = VALUES[text[from] & 0xff] << 12 | VALUES[text[from + 1] & 0xff] << 6;
        if (rest == 3) {
            bits |= VALUES[text[from + 2] & 0xff];
            bytes[out + 1] = (byte) (bits >> 2);
        }
        bytes[out] = (byte) (bits >> 10);
        int unused = rest == 3 ? 0b11 : 0b1111_1111_11;
        return (bits & unused) == 0 ? bits : -1;
    }

    private static int[] values() {
        int[] values = new int[256];
        Arrays.fill(values, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i;
        }
        return values;
    }
}
