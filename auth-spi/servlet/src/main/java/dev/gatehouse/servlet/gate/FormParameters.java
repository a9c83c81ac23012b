package dev.gatehouse.servlet.gate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code application/x-www-form-urlencoded} strictly: one malformed escape or byte sequence makes all of it
 * invalid.
 */
final class FormParameters {

    private static final int MAX_PARAMETERS = 64;

    private FormParameters() {}

    /** Returns the values by name; {@code null} if the input is malformed or has more than 64 parameters. */
    static @Nullable Map<String, List<String>> parse(String text, Charset charset) {
        return parse(text, charset, MAX_PARAMETERS);
    }

    /** Returns the values by name; {@code null} if the input is malformed or has too many parameters. */
    static @Nullable Map<String, List<String>> parse(String text, Charset charset, int maxParameters) {
        Map<String, List<String>> parameters = new HashMap<>();
        if (text.isEmpty()) {
            return parameters;
        }
        int count = 0;
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            if (end > from) {
                int equals = text.indexOf('=', from);
                boolean valued = equals >= 0 && equals < end;
                String name = decode(text, from, valued ? equals : end, charset);
                String value = valued ? decode(text, equals + 1, end, charset) : "";
                if (name == null || value == null || ++count > maxParameters) {
                    return null;
                }
                parameters.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
            }
            from = end + 1;
        }
        return parameters;
    }

    private static @Nullable String decode(String text, int from, int to, Charset charset) {
        ByteBuffer bytes = ByteBuffer.allocate(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= to
                        || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return null;
                }
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else if (c > 0xff) {
                return null;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes.flip())
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
