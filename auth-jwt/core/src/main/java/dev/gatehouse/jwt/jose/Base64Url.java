package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64url without padding (RFC 7515 section 2). Only the canonical encoding is accepted: the alphabet of RFC 4648
 * section 5, and zero for the unused bits of the last character. The JDK's decoder accepts several encodings of the
 * same bytes.
 *
 * @since 0.1
 */
@Internal
public final class Base64Url {

    private static final int[] VALUES = values();

    private Base64Url() {}

    /** Returns the decoded bytes of a range; {@code null} if it is empty or not canonical base64url. */
    public static byte @Nullable [] decode(byte[] text, int from, int to) {
        int length = length(from, to);
        byte[] bytes = length < 0 ? null : new byte[length];
        return bytes == null || decode(text, from, to, bytes) < 0 ? null : bytes;
    }

    /** Returns the number of decoded bytes; -1 if no encoding has this length. */
    private static int length(int from, int to) {
        int rest = (to - from) & 3;
        return to <= from || rest == 1 ? -1 : (to - from) / 4 * 3 + (rest == 0 ? 0 : rest - 1);
    }

    /**
     * Decodes a range.
     *
     * @param bytes the output; at least three bytes for every four characters
     * @return the number of decoded bytes; -1 if the range is empty or not canonical base64url, and the output is then
     *     undefined
     */
    public static int decode(byte[] text, int from, int to, byte[] bytes) {
        int length = length(from, to);
        if (length < 0) {
            return -1;
        }
        int rest = (to - from) & 3;
        int whole = to - rest;
        int out = 0;
        // A character outside of the alphabet is -1, so the result is negative.
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
