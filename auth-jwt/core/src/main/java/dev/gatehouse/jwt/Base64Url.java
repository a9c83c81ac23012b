package dev.gatehouse.jwt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64url without padding (RFC 7515 section 2), decoded so that every content has exactly one spelling: the alphabet of RFC 4648 section 5 alone, and the bits of the
 * last character that carry nothing are zero. The JDK's decoder takes several spellings for one content.
 */
final class Base64Url {

    private static final int[] VALUES = values();

    private Base64Url() {}

    /** Returns what a part of the text stands for; {@code null} when it is empty or no canonical base64url. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        int rest = (to - from) & 3;
        if (to <= from || rest == 1) {
            return null;
        }
        byte[] bytes = new byte[(to - from) / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
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
        return seen < 0 ? null : bytes;
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
