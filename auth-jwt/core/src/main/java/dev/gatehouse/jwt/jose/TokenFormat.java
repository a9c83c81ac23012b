package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;

/**
 * Distinguishes signed JWTs from opaque tokens by their form. All mechanisms use the same distinction, so that each
 * token has exactly one owner, in any order of mechanisms.
 *
 * @since 0.1
 */
@Internal
public final class TokenFormat {

    private static final int BITS_OF_DIGIT = 6;

    private TokenFormat() {}

    /**
     * Returns whether a string is a b64token (RFC 6750 section 2.1) of acceptable length.
     *
     * @param from the position of the token
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

    /**
     * Returns whether a string is an opaque token: a token that is not a signed JWT, so that only its issuer can verify
     * it.
     */
    static boolean isOpaque(String text, int from) {
        return isToken(text, from) && !isSigned(text, from);
    }

    /**
     * Returns whether a string has the form of a JWS in compact form: three segments, the first of which starts a JSON
     * object. It may still be malformed.
     */
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
