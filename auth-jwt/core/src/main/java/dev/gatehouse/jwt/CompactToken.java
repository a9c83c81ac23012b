package dev.gatehouse.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three segments of a JWS in compact form (RFC 7515 section 7.1), taken apart so strictly that there is exactly one text for each content. Nothing in it is verified.
 *
 * <p>Libraries accept many spellings of one token; whatever is keyed by the text of a token, such as a cache, would be open to all of them.
 */
final class CompactToken {

    /** The longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 16 * 1024;

    private final byte[] text;
    private final int firstDot;
    private final int secondDot;
    private final byte[] payload;
    private final byte[] signature;

    private CompactToken(byte[] text, int firstDot, int secondDot, byte[] payload, byte[] signature) {
        this.text = text;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Takes a token apart. The header is not decoded yet: it is known already, mostly.
     *
     * @param text ISO 8859-1, {@link #MAX_LENGTH} bytes at most
     * @return {@code null} when it has another form
     */
    static @Nullable CompactToken parse(byte[] text) {
        int firstDot = dot(text, 0);
        int secondDot = dot(text, firstDot + 1);
        if (firstDot == 0 || secondDot >= text.length) {
            return null;
        }
        byte[] payload = Base64Url.decode(text, firstDot + 1, secondDot);
        // A third dot is outside of the alphabet.
        byte[] signature = Base64Url.decode(text, secondDot + 1, text.length);
        return payload == null || signature == null
                ? null
                : new CompactToken(text, firstDot, secondDot, payload, signature);
    }

    /** Whether the text has the five segments of a JWE (RFC 7516 section 7.1). */
    static boolean looksEncrypted(byte[] text) {
        int dots = 0;
        for (byte b : text) {
            dots += b == '.' ? 1 : 0;
        }
        return dots == 4;
    }

    /** The header as it stands in the token. */
    String headerText() {
        return new String(text, 0, firstDot, StandardCharsets.ISO_8859_1);
    }

    /** The header's JSON; {@code null} when the segment is no canonical base64url. */
    byte @Nullable [] header() {
        return Base64Url.decode(text, 0, firstDot);
    }

    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    /** What is signed: header and payload with the dot between them (RFC 7515 section 5.2). */
    byte[] signingInput() {
        return Arrays.copyOf(text, secondDot);
    }

    /** Returns where the next dot is; the length of the text when there is none. */
    private static int dot(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '.') {
            at++;
        }
        return at;
    }
}
