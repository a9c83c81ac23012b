package dev.gatehouse.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three segments of a JWS in compact form (RFC 7515 section 7.1), taken apart so strictly that there is exactly one text for each content. Nothing in it is verified.
 * It reads the bytes that it was made of, which must stay as they are meanwhile.
 *
 * <p>Libraries accept many spellings of one token; whatever is keyed by the text of a token, such as a cache, would be open to all of them.
 */
final class CompactToken {

    /** The longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 16 * 1024;

    private final byte[] bytes;
    private final int firstDot;
    private final int secondDot;
    private final byte[] signature;

    private CompactToken(byte[] bytes, int firstDot, int secondDot, byte[] signature) {
        this.bytes = bytes;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.signature = signature;
    }

    /**
     * Finds the segments and decodes the signature. Header and payload are not decoded yet: the header is known already, mostly.
     *
     * @param text what holds the token up to its end
     * @param from where the token begins
     * @param bytes the token in ISO 8859-1, and maybe something behind it
     * @return {@code null} when it has another form
     */
    static @Nullable CompactToken parse(String text, int from, byte[] bytes) {
        int firstDot = text.indexOf('.', from);
        int secondDot = firstDot < 0 ? -1 : text.indexOf('.', firstDot + 1);
        if (firstDot == from || secondDot < 0) {
            return null;
        }
        // A third dot is outside of the alphabet.
        byte[] signature = Base64Url.decode(bytes, secondDot - from + 1, text.length() - from);
        return signature == null ? null : new CompactToken(bytes, firstDot - from, secondDot - from, signature);
    }

    /** Whether the text has the five segments of a JWE (RFC 7516 section 7.1). */
    static boolean looksEncrypted(String text, int from) {
        int dots = 0;
        for (int at = text.indexOf('.', from); at >= 0; at = text.indexOf('.', at + 1)) {
            dots++;
        }
        return dots == 4;
    }

    /** The header as it stands in the token. */
    String headerText() {
        return new String(bytes, 0, firstDot, StandardCharsets.ISO_8859_1);
    }

    /** Whether the header stands in the token in exactly these characters. */
    boolean hasHeader(byte[] other) {
        return Arrays.equals(bytes, 0, firstDot, other, 0, other.length);
    }

    /** Writes the header to {@code out}, which is long enough; returns its length, -1 when the segment is no canonical base64url. */
    int header(byte[] out) {
        return Base64Url.decode(bytes, 0, firstDot, out);
    }

    /** The header's JSON; {@code null} when the segment is no canonical base64url. */
    byte @Nullable [] header() {
        return Base64Url.decode(bytes, 0, firstDot);
    }

    /** The payload; {@code null} when the segment is no canonical base64url. */
    byte @Nullable [] payload() {
        return Base64Url.decode(bytes, firstDot + 1, secondDot);
    }

    /** Writes the payload to {@code out}, which is long enough; returns its length, -1 when the segment is no canonical base64url. */
    int payload(byte[] out) {
        return Base64Url.decode(bytes, firstDot + 1, secondDot, out);
    }

    byte[] signature() {
        return signature;
    }

    /** What is signed: header and payload with the dot between them (RFC 7515 section 5.2). */
    byte[] signingInput() {
        return Arrays.copyOf(bytes, secondDot);
    }
}
