package dev.gatehouse.servlet.response;

import dev.gatehouse.spi.stability.Internal;

/**
 * Writes JSON strings in ASCII, so that a value cannot forge a line or a member.
 *
 * @since 0.1
 */
@Internal
public final class JsonString {

    private JsonString() {}

    /** Appends a value as a quoted JSON string (RFC 8259 section 7). */
    public static void append(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit((c >> 8) & 15, 16));
                out.append(Character.forDigit((c >> 4) & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
