package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Id of a variable: {@code <owner>-<name>}. Ids are path segments, in which filters refuse separators, percent signs
 * and control characters even if they are percent-encoded. Such characters are encoded as {@code ~} and two hexadecimal
 * digits.
 */
final class VariableId {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private VariableId() {}

    static String of(long owner, String name) {
        StringBuilder id = new StringBuilder(name.length() + 21).append(owner).append('-');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isUnsafe(c)) {
                id.append('~').append(HEX.toHexDigits((byte) c));
            } else {
                id.append(c);
            }
        }
        return id.toString();
    }

    /** Returns the key of the owner; a value that no key has if the string is not an id. */
    static long owner(String id) {
        int dash = id.indexOf('-');
        return Keys.parse(dash < 1 ? "" : id.substring(0, dash));
    }

    /** Returns the decoded name. Invalid escapes are kept. */
    static String name(String id) {
        String text = id.substring(id.indexOf('-') + 1);
        if (text.indexOf('~') < 0) {
            return text;
        }
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '~'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                byte escaped = (byte) HexFormat.fromHexDigits(text, i + 1, i + 3);
                name.append(new String(new byte[] {escaped}, StandardCharsets.ISO_8859_1));
                i += 2;
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    private static boolean isUnsafe(char c) {
        return c < ' ' || (c >= 0x7F && c <= 0x9F) || "/\\%;?#~".indexOf(c) >= 0;
    }
}
