package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;

/**
 * What a bearer token looks like, before anybody judges it. Who judges signed JWTs and who judges opaque tokens ask the same question here, so each token has exactly one of
 * them to go to, in whatever order they are asked.
 *
 * @since 0.1
 */
@Internal
public final class TokenFormat {

    private static final int BITS_OF_DIGIT = 6;

    private TokenFormat() {}

    /**
     * Returns whether a text is a b68token (RFC 6750 section 2.1) of bearable length.
     *
     * @param from where the token begins
     */
    public static boolean isToken(String text, int from) {
        int end = text.length();
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        if (end == from || text.length() - from > CompactToken.MAX_LENGTH) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letter && !(c >= '0' && c <= '9') && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a text is a token, and none that could be a signed JWT: nobody but its issuer can tell what it means. */
    static boolean isOpaque(String text, int from) {
        return isToken(text, from) && !isSigned(text, from);
    }

    /** Returns whether a text has the outline of a JWS in compact form: three segments, the first of which begins a JSON object. Every signed JWT has; it may still be malformed. */
    public static boolean isSigned(String text, int from) {
        int first = text.indexOf('.', from);
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        return second >= 0 && text.indexOf('.', second + 1) < 0 && beginsObject(text, from, first);
    }

    private static boolean beginsObject(String text, int from, int to) {
        int bits = 0;
        int held = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            bits = (bits << BITS_OF_DIGIT | digit) & 0xfff;
            held += BITS_OF_DIGIT;
            if (held >= 8) {
                held -= 8;
                int octet = bits >> held & 0xff;
                if (octet == '{') {
                    return true;
                }
                if (octet != ' ' && octet != '\t' && octet != '\n' && octet != '\r') {
                    return false;
                }
            }
        }
        return false;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
