package dev.gatehouse.jwt;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What strings and numbers of a JSON document stand for. */
final class JsonText {

    /** The most digits of a number, those of its fraction and exponent included. */
    static final int MAX_DIGITS = 64;

    private static final int MAX_LONG_DIGITS = 18;
    private static final int SLOTS = 128;

    /**
     * Names that tokens have, mostly, so that they need not be made anew for each. There are no others in the table: names out of tokens are an attacker's choice and outlive
     * no token.
     */
    private static final @Nullable String[] NAMES = table(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "typ",
            "azp",
            "sid",
            "acr",
            "amr",
            "cnf",
            "scope",
            "scp",
            "client_id",
            "auth_time",
            "session_state",
            "realm_access",
            "resource_access",
            "roles",
            "groups",
            "tenants",
            "permissions",
            "email",
            "email_verified",
            "name",
            "given_name",
            "family_name",
            "preferred_username",
            "allowed-origins",
            "token_use",
            "nonce",
            "alg",
            "kid",
            "gty",
            "ver",
            "tid",
            "oid",
            "organization");

    private JsonText() {}

    private static @Nullable String[] table(String... names) {
        @Nullable String[] table = new @Nullable String[SLOTS];
        for (String name : names) {
            table[slot(name.length(), name.charAt(0), name.charAt(name.length() - 1))] = name;
        }
        return table;
    }

    private static int slot(int length, int first, int last) {
        return (length * 31 + first * 7 + last) & (SLOTS - 1);
    }

    /** Returns a name of ASCII without escapes. */
    static String name(byte[] in, int from, int to) {
        int length = to - from;
        if (length > 0) {
            String known = NAMES[slot(length, in[from], in[to - 1])];
            if (known != null && known.length() == length && matches(known, in, from)) {
                return known;
            }
        }
        return ascii(in, from, to);
    }

    private static boolean matches(String known, byte[] in, int from) {
        for (int i = 0; i < known.length(); i++) {
            if (in[from + i] != known.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a string of ASCII without escapes. */
    static String ascii(byte[] in, int from, int to) {
        return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Returns any string; {@code null} when it is no UTF-8, has a wrong escape or half a surrogate pair. */
    static @Nullable String decoded(byte[] in, int from, int to) {
        String raw;
        try {
            raw = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
        // Strict UTF-8 holds no surrogates, so only an escape can bring one in.
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private static @Nullable String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c == '\\') {
                // The reader has seen to it that something follows.
                char escape = raw.charAt(i++);
                int meant = escape == 'u' ? hex(raw, i) : simple(escape);
                if (meant < 0) {
                    return null;
                }
                i += escape == 'u' ? 4 : 0;
                text.append((char) meant);
            } else {
                text.append(c);
            }
        }
        return unpaired(text) ? null : text.toString();
    }

    private static int simple(char escape) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    private static int hex(String raw, int from) {
        if (raw.length() - from < 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            char c = raw.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static boolean unpaired(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Returns a number that has the form of one; {@code null} when it is beyond {@code double}. */
    static @Nullable Number number(byte[] in, int from, int to, boolean whole) {
        if (whole && to - from <= MAX_LONG_DIGITS) {
            boolean negative = in[from] == '-';
            long value = 0;
            for (int i = negative ? from + 1 : from; i < to; i++) {
                value = value * 10 + (in[i] - '0');
            }
            return negative ? -value : value;
        }
        String text = ascii(in, from, to);
        if (!whole) {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        }
        BigInteger value = new BigInteger(text);
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }
}
