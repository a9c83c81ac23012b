package dev.gatehouse.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three segments of a JWS in compact form (RFC 7515 section 7.1), taken apart so strictly that there is exactly one text for each content. Nothing in it is verified.
 * It reads the text that it was made of, which must stay as it is meanwhile.
 *
 * <p>Libraries accept many spellings of one token; whatever is keyed by the text of a token, such as a cache, would be open to all of them.
 */
final class CompactToken {

    /** The longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 16 * 1024;

    private final byte[] text;
    private final int firstDot;
    private final int secondDot;
    private final byte[] signature;

    private CompactToken(byte[] text, int firstDot, int secondDot, byte[] signature) {
        this.text = text;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.signature = signature;
    }

    /**
     * Finds the segments and decodes the signature. Header and payload are not decoded yet: the header is known already, mostly.
     *
     * @param text ISO 8859-1
     * @param length how much of it there is
     * @return {@code null} when it has another form
     */
    static @Nullable CompactToken parse(byte[] text, int length) {
        int firstDot = dot(text, 0, length);
        int secondDot = dot(text, firstDot + 1, length);
        if (firstDot == 0 || secondDot >= length) {
            return null;
        }
        // A third dot is outside of the alphabet.
        byte[] signature = Base64Url.decode(text, secondDot + 1, length);
        return signature == null ? null : new CompactToken(text, firstDot, secondDot, signature);
    }

    /** Whether the text has the five segments of a JWE (RFC 7516 section 7.1). */
    static boolean looksEncrypted(byte[] text, int length) {
        int dots = 0;
        for (int i = 0; i < length; i++) {
            dots += text[i] == '.' ? 1 : 0;
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

    /** The payload; {@code null} when the segment is no canonical base64url. */
    byte @Nullable [] payload() {
        return Base64Url.decode(text, firstDot + 1, secondDot);
    }

    /** Writes the payload to {@code out}, which is long enough; returns its length, -1 when the segment is no canonical base64url. */
    int payload(byte[] out) {
        return Base64Url.decode(text, firstDot + 1, secondDot, out);
    }

    byte[] signature() {
        return signature;
    }

    /** What is signed: header and payload with the dot between them (RFC 7515 section 5.2). */
    byte[] signingInput() {
        return Arrays.copyOf(text, secondDot);
    }

    /** Returns where the next dot is; the length of the text when there is none. */
    private static int dot(byte[] text, int from, int length) {
        int at = from;
        while (at < length && text[at] != '.') {
            at++;
        }
        return at;
    }
}
