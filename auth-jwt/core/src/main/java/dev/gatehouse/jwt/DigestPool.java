package dev.gatehouse.jwt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Digests and bytes of tokens with little garbage: the digest objects and their buffers are lent out of a small pool, striped by thread. Thread-safe. */
final class DigestPool {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HASH_LENGTH = 32;

    private static final class Scratch {
        private final MessageDigest sha256;
        private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();
        private final CharBuffer characters = CharBuffer.allocate(CompactToken.MAX_LENGTH);
        private final ByteBuffer bytes = ByteBuffer.allocate(CompactToken.MAX_LENGTH);
        private final byte[] hash = new byte[HASH_LENGTH];

        private Scratch() {
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException everyPlatformHasIt) {
                throw new IllegalStateException(everyPlatformHasIt);
            }
        }
    }

    private final AtomicReferenceArray<@Nullable Scratch> idle;
    private final int mask;

    DigestPool() {
        int stripes = Integer.highestOneBit(
                Math.max(4, Math.min(64, 4 * Runtime.getRuntime().availableProcessors())));
        this.idle = new AtomicReferenceArray<>(stripes);
        this.mask = stripes - 1;
    }

    /**
     * Returns the digest of what follows {@code from}.
     *
     * @return {@code null} when that is empty, longer than {@link CompactToken#MAX_LENGTH}, or not ISO 8859-1: no token then
     */
    @Nullable
    TokenDigest digest(String text, int from) {
        int length = text.length() - from;
        if (length <= 0 || length > CompactToken.MAX_LENGTH) {
            return null;
        }
        int stripe = (int) (Thread.currentThread().getId() * 0x9E3779B9L >>> 8) & mask;
        Scratch scratch = idle.getAndSet(stripe, null);
        if (scratch == null) {
            scratch = new Scratch();
        }
        TokenDigest digest = encoded(text, from, scratch) ? hashed(scratch, length) : null;
        idle.set(stripe, scratch);
        return digest;
    }

    /** An encoder stops at what it can't encode; other ways to narrow characters would take {@code U+0141} for {@code A} and let it share the entry of a good token. */
    private static boolean encoded(String text, int from, Scratch scratch) {
        text.getChars(from, text.length(), scratch.characters.array(), 0);
        scratch.characters.clear().limit(text.length() - from);
        scratch.bytes.clear();
        CoderResult result = scratch.latin1.reset().encode(scratch.characters, scratch.bytes, true);
        return result.isUnderflow();
    }

    private static TokenDigest hashed(Scratch scratch, int length) {
        try {
            scratch.sha256.update(scratch.bytes.array(), 0, length);
            scratch.sha256.digest(scratch.hash, 0, HASH_LENGTH);
        } catch (DigestException theBufferHasItsLength) {
            throw new IllegalStateException(theBufferHasItsLength);
        }
        byte[] hash = scratch.hash;
        return new TokenDigest((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8), (long) LONGS.get(hash, 16), (long)
                LONGS.get(hash, 24));
    }
}
