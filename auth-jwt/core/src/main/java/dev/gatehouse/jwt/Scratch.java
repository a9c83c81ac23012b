package dev.gatehouse.jwt;

import dev.gatehouse.support.json.StrictJson;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one token is taken apart without garbage. It is lent by a {@link ScratchPool}, and nothing that is read out of it refers to it. Not thread-safe.
 */
final class Scratch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HASH_LENGTH = 32;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final MessageDigest sha256;
    private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();
    private final CharsetDecoder utf8 = StrictJson.decoder();
    private final CharBuffer characters = CharBuffer.allocate(CompactToken.MAX_LENGTH);
    private final ByteBuffer text = ByteBuffer.allocate(CompactToken.MAX_LENGTH);
    private final ByteBuffer decoded = ByteBuffer.allocate(CompactToken.MAX_LENGTH / 4 * 3);
    private final byte[] hash = new byte[HASH_LENGTH];
    private int length;

    Scratch() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /**
     * Takes in what follows {@code from}; returns whether it can be a token: not empty, {@link CompactToken#MAX_LENGTH} characters at most, ISO 8859-1. An encoder stops at what
     * it can't encode; other ways to narrow characters would take {@code U+0141} for {@code A} and let it share the entry of a good token.
     */
    boolean load(String whole, int from) {
        length = whole.length() - from;
        if (length <= 0 || length > CompactToken.MAX_LENGTH) {
            return false;
        }
        whole.getChars(from, whole.length(), characters.array(), 0);
        characters.clear().limit(length);
        CoderResult result = latin1.reset().encode(characters, text.clear(), true);
        return result.isUnderflow();
    }

    /** Returns a few bits of the last characters: of a signature, mostly. Anybody can make texts that have them in common. */
    int tail() {
        return length < Long.BYTES
                ? 0
                : (int) (((long) LONGS.get(text.array(), length - Long.BYTES) * SPREAD)
                        >>> (Long.SIZE - TailMarks.BITS));
    }

    /** Returns the digest of the text. */
    TokenDigest digest() {
        try {
            sha256.update(text.array(), 0, length);
            sha256.digest(hash, 0, HASH_LENGTH);
        } catch (DigestException theBufferHasItsLength) {
            throw new IllegalStateException(theBufferHasItsLength);
        }
        return new TokenDigest((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8), (long) LONGS.get(hash, 16), (long)
                LONGS.get(hash, 24));
    }

    /** Returns the segments of the text that was taken in, good as long as nothing else is; {@code null} when it has another form. */
    @Nullable
    CompactToken compact(String whole, int from) {
        return CompactToken.parse(whole, from, text.array());
    }

    /** Returns the members of a header; {@code null} when it is no canonical base64url, UTF-8 or strict JSON. */
    @Nullable
    Map<String, @Nullable Object> header(CompactToken token, StrictJson json) {
        return object(token.header(decoded.array()), json);
    }

    /** Returns the claims of a token; {@code null} when its payload is no canonical base64url, UTF-8 or strict JSON. */
    @Nullable
    Map<String, @Nullable Object> claims(CompactToken token, StrictJson json) {
        return object(token.payload(decoded.array()), json);
    }

    private @Nullable Map<String, @Nullable Object> object(int bytes, StrictJson json) {
        if (bytes < 0) {
            return null;
        }
        decoded.clear().limit(bytes);
        characters.clear();
        CoderResult result = utf8.reset().decode(decoded, characters, true);
        return result.isUnderflow() ? json.object(characters.array(), characters.position()) : null;
    }
}
