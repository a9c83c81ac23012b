package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.spi.stability.Internal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Checks the encoding of Ed25519 keys and signatures (RFC 8032 section 5.1). Libraries differ in what they accept, and
 * under a key of small order one signature is valid for nearly every message.
 *
 * @since 0.1
 */
@Internal
public final class Ed25519Encoding {

    public static final int LENGTH = 32;

    /** 2^255 - 19. */
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    /** The order of the base point, little-endian. */
    private static final byte[] ORDER = little("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private static final byte[] P_BYTES = little("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /** The y of the eight points whose order divides 8, each for both signs of x. */
    private static final byte[][] SMALL_ORDER = {
        little("0100000000000000000000000000000000000000000000000000000000000000"),
        little("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        little("0000000000000000000000000000000000000000000000000000000000000000"),
        little("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        little("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    };

    private Ed25519Encoding() {}

    private static byte[] little(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Whether R is canonical and not of small order, and S is below the order. */
    static boolean soundSignature(byte[] signature) {
        return below(signature, LENGTH, ORDER, 0xff) && canonicalOfLargeOrder(signature);
    }

    /** Whether these are 32 bytes that encode a point canonically, on the curve and not of small order. */
    public static boolean soundKey(byte[] key) {
        return key.length == LENGTH && canonicalOfLargeOrder(key) && onCurve(key);
    }

    /** The highest bit is the sign of x. Only two points, of small order, have x = 0 and thus a second encoding. */
    private static boolean canonicalOfLargeOrder(byte[] encoded) {
        if (!below(encoded, 0, P_BYTES, 0x7f)) {
            return false;
        }
        for (byte[] y : SMALL_ORDER) {
            if (equal(encoded, y)) {
                return false;
            }
        }
        return true;
    }

    /** Compares little-endian numbers, with a mask for the last byte. */
    private static boolean below(byte[] encoded, int from, byte[] limit, int mask) {
        for (int i = LENGTH - 1; i >= 0; i--) {
            int ours = encoded[from + i] & (i == LENGTH - 1 ? mask : 0xff);
            int theirs = limit[i] & 0xff;
            if (ours != theirs) {
                return ours < theirs;
            }
        }
        return false;
    }

    private static boolean equal(byte[] encoded, byte[] y) {
        return Arrays.equals(encoded, 0, LENGTH - 1, y, 0, LENGTH - 1)
                && (encoded[LENGTH - 1] & 0x7f) == (y[LENGTH - 1] & 0xff);
    }

    /** x^2 = (y^2 - 1) / (d y^2 + 1) must have a root; the denominator is never zero (RFC 8032 section 5.1.3). */
    private static boolean onCurve(byte[] encoded) {
        BigInteger square = y(encoded).pow(2);
        BigInteger denominator = D.multiply(square).add(BigInteger.ONE).modInverse(P);
        BigInteger x2 = square.subtract(BigInteger.ONE).multiply(denominator).mod(P);
        BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
        return x2.modPow(half, P).equals(BigInteger.ONE);
    }

    /** The y of an encoded point. */
    public static BigInteger y(byte[] encoded) {
        byte[] big = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            big[i] = encoded[LENGTH - 1 - i];
        }
        big[0] &= 0x7f;
        return new BigInteger(1, big);
    }
}
