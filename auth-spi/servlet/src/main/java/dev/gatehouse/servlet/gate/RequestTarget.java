package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request target, decoded once, or the reason of its refusal. Ambiguous targets are refused and never
 * normalised.
 *
 * @param path the decoded path, beginning with a slash; empty when it was refused
 * @param refusal why it was refused; {@code null} when it was not
 */
record RequestTarget(String path, @Nullable Reason refusal) {

    private static final Reason NOT_ABSOLUTE = Reason.of("target.not-absolute");
    private static final Reason CHARACTER = Reason.of("target.character");
    private static final Reason PARAMETER = Reason.of("target.path-parameter");
    private static final Reason BACKSLASH = Reason.of("target.backslash");
    private static final Reason EMPTY_SEGMENT = Reason.of("target.empty-segment");
    private static final Reason DOT_SEGMENT = Reason.of("target.dot-segment");
    private static final Reason ESCAPE = Reason.of("target.escape");
    private static final Reason ESCAPED_DELIMITER = Reason.of("target.escaped-delimiter");
    private static final Reason ENCODING = Reason.of("target.encoding");

    /** Checks the raw path of a request target, as the client sent it, without the query. */
    static RequestTarget of(@Nullable String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/') {
            return refused(NOT_ABSOLUTE);
        }
        boolean escaped = false;
        int segment = 1;
        for (int i = 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '/' -> {
                    if (i == segment) {
                        return refused(EMPTY_SEGMENT);
                    }
                    if (isDotSegment(raw, segment, i)) {
                        return refused(DOT_SEGMENT);
                    }
                    segment = i + 1;
                }
                case ';' -> {
                    return refused(PARAMETER);
                }
                case '\\' -> {
                    return refused(BACKSLASH);
                }
                case '%' -> {
                    Reason bad = checkEscape(raw, i);
                    if (bad != null) {
                        return refused(bad);
                    }
                    escaped = true;
                }
                default -> {
                    if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
                        return refused(CHARACTER);
                    }
                }
            }
        }
        if (isDotSegment(raw, segment, raw.length())) {
            return refused(DOT_SEGMENT);
        }
        return escaped ? decode(raw) : new RequestTarget(raw, null);
    }

    private static RequestTarget refused(Reason reason) {
        return new RequestTarget("", reason);
    }

    private static boolean isDotSegment(String raw, int from, int to) {
        int length = to - from;
        return (length == 1 && raw.charAt(from) == '.')
                || (length == 2 && raw.charAt(from) == '.' && raw.charAt(from + 1) == '.');
    }

    /** Refuses escapes that are malformed, and those of characters that a second decoding would give a meaning to. */
    private static @Nullable Reason checkEscape(String raw, int at) {
        int value = at + 2 < raw.length() ? hex(raw.charAt(at + 1)) * 16 + hex(raw.charAt(at + 2)) : -1;
        if (value < 0) {
            return ESCAPE;
        }
        return switch (value) {
            case '/', '\\', '.', '%', ';' -> ESCAPED_DELIMITER;
            default -> value < ' ' || value == 0x7f ? CHARACTER : null;
        };
    }

    /** Returns the digit's value, or a number so low that a sum with it stays negative. */
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1000;
    }

    private static RequestTarget decode(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) (hex(raw.charAt(i + 1)) * 16 + hex(raw.charAt(i + 2))));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes.flip());
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    return refused(CHARACTER);
                }
            }
            return new RequestTarget(text.toString(), null);
        } catch (CharacterCodingException malformed) {
            return refused(ENCODING);
        }
    }
}
