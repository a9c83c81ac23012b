package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * The SHA-256 of a whole compact token. The signature is included: without it, a forged token would share the cache
 * entry of the token that it imitates.
 *
 * @since 0.1
 */
@Incubating
public record TokenDigest(long a, long b, long c, long d) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Returns the digest of the bytes from {@code from} to the end. */
    public static TokenDigest of(byte[] bytes, int from) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(bytes, from, bytes.length - from);
        byte[] hash = sha256.digest();
        return new TokenDigest((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8), (long) LONGS.get(hash, 16), (long)
                LONGS.get(hash, 24));
    }

    // Any part of a cryptographic digest is as good as a hash of the whole.
    @Override
    public int hashCode() {
        return (int) a;
    }

    @Override
    public String toString() {
        return "TokenDigest";
    }
}
