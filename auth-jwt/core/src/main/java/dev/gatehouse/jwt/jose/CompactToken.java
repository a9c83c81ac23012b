package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three segments of a JWS in compact form (RFC 7515 section 7.1), parsed strictly: each content has exactly one
 * accepted encoding. Nothing in it is verified. It keeps the bytes that it was parsed from.
 *
 * <p>Libraries accept several encodings of one token. A cache keyed by the encoded token would have an entry for each.
 *
 * @since 0.1
 */
@Internal
public final class CompactToken {

    /** The maximum length of a token in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    private final byte[] bytes;
    private final int start;
    private final int firstDot;
    private final int secondDot;
    private final byte[] signature;

    private final boolean padded;

    private CompactToken(byte[] bytes, int start, int firstDot, int secondDot, byte[] signature, boolean padded) {
        this.padded = padded;
        this.bytes = bytes;
        this.start = start;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
        this.signature = signature;
    }

    /**
     * Finds the segments and decodes the signature. Header and payload are decoded later, because the header is usually
     * cached.
     *
     * @param bytes a header value that ends with the token, in ISO 8859-1
     * @param from the position of the token
     * @return {@code null} if it is malformed
     */
    public static @Nullable CompactToken parse(byte[] bytes, int from) {
        return parse(bytes, from, false);
    }

    /**
     * Parses a token whose segments may be padded with {@code =}, which RFC 7515 section 2 does not allow. The padding
     * is part of the signing input.
     */
    public static @Nullable CompactToken parsePadded(byte[] bytes, int from) {
        return parse(bytes, from, true);
    }

    private static @Nullable CompactToken parse(byte[] bytes, int from, boolean padded) {
        int firstDot = dot(bytes, from);
        int secondDot = firstDot < 0 ? -1 : dot(bytes, firstDot + 1);
        if (firstDot == from || secondDot < 0) {
            return null;
        }
        // A third dot is not in the alphabet.
        byte[] signature = decode(bytes, secondDot + 1, bytes.length, padded);
        return signature == null ? null : new CompactToken(bytes, from, firstDot, secondDot, signature, padded);
    }

    private static byte @Nullable [] decode(byte[] bytes, int from, int to, boolean padded) {
        int end = to;
        if (padded && to - from >= 4 && (to - from) % 4 == 0 && bytes[to - 1] == '=') {
            end = bytes[to - 2] == '=' ? to - 2 : to - 1;
        }
        return Base64Url.decode(bytes, from, end);
    }

    private static int dot(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '.') {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether the token has the five segments of a JWE (RFC 7516 section 7.1). */
    public static boolean looksEncrypted(String text, int from) {
        int dots = 0;
        for (int at = text.indexOf('.', from); at >= 0; at = text.indexOf('.', at + 1)) {
            dots++;
        }
        return dots == 4;
    }

    /** Returns the encoded header. */
    public String headerText() {
        return new String(bytes, start, firstDot - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns the decoded header; {@code null} if the segment is not canonical base64url. */
    public byte @Nullable [] header() {
        return decode(bytes, start, firstDot, padded);
    }

    /** Returns the decoded payload; {@code null} if the segment is not canonical base64url. */
    public byte @Nullable [] payload() {
        return decode(bytes, firstDot + 1, secondDot, padded);
    }

    /** Returns the length in characters. */
    public int length() {
        return bytes.length - start;
    }

    public byte[] signature() {
        return signature;
    }

    /** Returns the signing input: header and payload with the dot between them (RFC 7515 section 5.2). */
    public byte[] signingInput() {
        return Arrays.copyOfRange(bytes, start, secondDot);
    }
}
