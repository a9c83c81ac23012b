package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.spi.stability.Internal;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Checks the size, exponent and modulus of an RSA key (RFC 7518 section 3.3, FIPS 186-5 appendix A.1.1).
 *
 * @since 0.1
 */
@Internal
public final class RsaKeyStrength {

    static final int MIN_BITS = 2048;
    /** NIST SP 800-57 rates shorter keys below 128 bits of strength. They are accepted and counted in the log. */
    static final int RECOMMENDED_BITS = 3072;
    /** The time to verify a signature grows with the square of the length. No identity provider uses more. */
    static final int MAX_BITS = 8192;

    /** FIPS 186-5 allows 256, but the JDK accepts no more than 64 for long keys. */
    private static final int MAX_EXPONENT_BITS = 64;

    private RsaKeyStrength() {}

    /** Returns the defect of a key; {@code null} if it has none. */
    public static @Nullable String defect(BigInteger modulus, BigInteger exponent) {
        if (modulus.bitLength() < MIN_BITS) {
            return "an RSA key of less than " + MIN_BITS + " bits";
        }
        if (modulus.bitLength() > MAX_BITS) {
            return "an RSA key of more than " + MAX_BITS + " bits";
        }
        if (!exponent.testBit(0) || exponent.bitLength() < 2 || exponent.bitLength() > MAX_EXPONENT_BITS) {
            return "an RSA key with an exponent that is even, 1 or longer than " + MAX_EXPONENT_BITS + " bits";
        }
        return modulus.testBit(0) ? null : "an RSA key with an even modulus";
    }

    /** Whether the key is shorter than recommended. */
    public static boolean belowRecommended(RSAPublicKey key) {
        return key.getModulus().bitLength() < RECOMMENDED_BITS;
    }
}
