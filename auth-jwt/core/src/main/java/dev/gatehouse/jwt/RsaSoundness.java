package dev.gatehouse.jwt;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells RSA keys whose private half others can have: too short, badly made, or made by devices that are known for it. Thread-safe. */
final class RsaSoundness {

    static final int MIN_BITS = 2048;
    /** Below this NIST SP 800-57 expects less than 128 bits of strength: good, and worth a word. */
    static final int RECOMMENDED_BITS = 3072;
    /** Checking a signature takes time with the square of the length; no identity provider uses more. */
    static final int MAX_BITS = 8192;

    /** FIPS 186-5 appendix A.1.1 allows 256; the JDK takes no more than this for long keys. */
    private static final int MAX_EXPONENT_BITS = 64;

    private static final int SMALL_PRIMES_BELOW = 4096;
    private static final int FERMAT_STEPS = 64;
    /** Bit i is set where i is a square modulo 64. */
    private static final long SQUARES_MODULO_64 = squaresModulo64();

    /** The primes that the fingerprint of CVE-2017-15361 (ROCA) is taken with. */
    private static final int[] ROCA_PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private static final int ROCA_GENERATOR = 65_537;

    private final BigInteger smallPrimes = productOfSmallPrimes();

    /** Returns what is wrong with a key; {@code null} when nothing is. */
    @Nullable
    String defect(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        if (modulus.bitLength() < MIN_BITS) {
            return "an RSA key of less than " + MIN_BITS + " bits";
        }
        if (modulus.bitLength() > MAX_BITS) {
            return "an RSA key of more than " + MAX_BITS + " bits";
        }
        if (!exponent.testBit(0) || exponent.bitLength() < 2 || exponent.bitLength() > MAX_EXPONENT_BITS) {
            return "an RSA key whose exponent is even, 1 or longer than " + MAX_EXPONENT_BITS + " bits";
        }
        if (!modulus.testBit(0) || !modulus.gcd(smallPrimes).equals(BigInteger.ONE)) {
            return "an RSA key with a small factor";
        }
        if (closePrimes(modulus)) {
            return "an RSA key whose factors lie close together (CVE-2022-26320)";
        }
        return madeWithRoca(modulus) ? "an RSA key made by a library with a known flaw (ROCA, CVE-2017-15361)" : null;
    }

    /** Fermat's way to factor: for n = a^2 - b^2, a few a from the root of n on. */
    static boolean closePrimes(BigInteger modulus) {
        BigInteger[] root = modulus.sqrtAndRemainder();
        BigInteger a = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        for (int step = 0; step < FERMAT_STEPS; step++) {
            BigInteger square = a.multiply(a).subtract(modulus);
            boolean perhaps = (SQUARES_MODULO_64 >>> (square.intValue() & 63) & 1) != 0;
            if (perhaps && square.sqrtAndRemainder()[1].signum() == 0) {
                return true;
            }
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /** Such moduli are powers of 65537 modulo each of these primes, which hardly one in a hundred million others is for all of them. */
    static boolean madeWithRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int residue = modulus.mod(BigInteger.valueOf(prime)).intValue();
            if (!powers(prime).contains(residue)) {
                return false;
            }
        }
        return true;
    }

    private static Set<Integer> powers(int prime) {
        Set<Integer> powers = new HashSet<>();
        for (int power = 1; powers.add(power); ) {
            power = power * (ROCA_GENERATOR % prime) % prime;
        }
        return powers;
    }

    private static BigInteger productOfSmallPrimes() {
        boolean[] composite = new boolean[SMALL_PRIMES_BELOW];
        BigInteger product = BigInteger.ONE;
        long part = 1;
        for (int n = 3; n < SMALL_PRIMES_BELOW; n += 2) {
            if (!composite[n]) {
                for (int multiple = n * n; multiple < SMALL_PRIMES_BELOW; multiple += n) {
                    composite[multiple] = true;
                }
                part *= n;
                if (part > Integer.MAX_VALUE) {
                    product = product.multiply(BigInteger.valueOf(part));
                    part = 1;
                }
            }
        }
        return product.multiply(BigInteger.valueOf(part));
    }

    private static long squaresModulo64() {
        long squares = 0;
        for (int i = 0; i < 64; i++) {
            squares |= 1L << (i * i & 63);
        }
        return squares;
    }
}
