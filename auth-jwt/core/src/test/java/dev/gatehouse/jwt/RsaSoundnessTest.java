package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaSoundnessTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    /** Always the same numbers, so that a failure can be repeated. */
    private static final Random RANDOM = new Random(20_260_101);

    private final RsaSoundness soundness = new RsaSoundness();

    /** Numbers that no factory of the JDK would make a key of. */
    private record Numbers(BigInteger modulus, BigInteger exponent) implements RSAPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        @Override
        public BigInteger getPublicExponent() {
            return exponent;
        }

        @Override
        public AlgorithmParameterSpec getParams() {
            return null;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private static BigInteger good() throws Exception {
        return TestKey.rsa("a").pair().toRSAKey().toRSAPublicKey().getModulus();
    }

    private String defect(BigInteger modulus, BigInteger exponent) {
        return soundness.defect(new Numbers(modulus, exponent));
    }

    @Test
    void keyOfTheJdk_isSound() throws Exception {
        for (TestKey key : new TestKey[] {TestKey.rsa("a"), TestKey.otherRsa("b"), TestKey.thirdRsa("c")}) {
            assertNull(soundness.defect(key.pair().toRSAKey().toRSAPublicKey()));
        }
        assertNull(soundness.defect(TestKey.rsa("d", 3072).pair().toRSAKey().toRSAPublicKey()));
        assertNull(defect(good(), BigInteger.valueOf(3)), "3 is a good exponent for signatures");
    }

    @Test
    void length_isBounded() throws Exception {
        assertNotNull(defect(good().shiftRight(1).setBit(0), F4));
        BigInteger huge = good().shiftLeft(8192 - 2047).setBit(0);
        assertTrue(huge.bitLength() > 8192);
        assertTrue(defect(huge, F4).contains("8192"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "65536", "18446744073709551617"})
    void exponentThatIsNone_isRefused(String exponent) throws Exception {
        assertTrue(defect(good(), new BigInteger(exponent)).contains("exponent"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 11, 101, 1009, 4093})
    void smallFactor_isRefused(int factor) {
        BigInteger other = BigInteger.probablePrime(2048, RANDOM);
        assertTrue(defect(other.multiply(BigInteger.valueOf(factor)), F4).contains("small factor"));
    }

    @Test
    void evenModulus_isRefused() throws Exception {
        assertTrue(defect(good().clearBit(0), F4).contains("small factor"));
    }

    @Test
    void closeFactors_areRefused() {
        BigInteger p = BigInteger.probablePrime(1030, RANDOM);
        BigInteger q = p;
        assertTrue(defect(p.multiply(q), F4).contains("CVE-2022-26320"), "the same twice");
        for (int i = 0; i < 5; i++) {
            q = q.nextProbablePrime();
            assertTrue(defect(p.multiply(q), F4).contains("CVE-2022-26320"), "the next prime but " + i);
        }
        assertFalse(RsaSoundness.closePrimes(p.multiply(BigInteger.probablePrime(1029, RANDOM))));
    }

    /** Primes as the flawed library makes them: k * M + 65537^a mod M, where M is the product of the first primes. */
    @ParameterizedTest
    @CsvSource({"126, 1030", "71, 1030", "39, 1030"})
    void keyOfTheFlawedLibrary_isRefused(int primes, int bits) {
        BigInteger product = BigInteger.ONE;
        BigInteger prime = BigInteger.ONE;
        for (int i = 0; i < primes; i++) {
            prime = prime.nextProbablePrime();
            product = product.multiply(prime);
        }
        BigInteger modulus = flawed(product, bits).multiply(flawed(product, bits));
        assertTrue(RsaSoundness.madeWithRoca(modulus));
        assertTrue(defect(modulus, F4).contains("ROCA"));
    }

    private static BigInteger flawed(BigInteger product, int bits) {
        while (true) {
            BigInteger residue = F4.modPow(new BigInteger(64, RANDOM), product);
            int room = bits - product.bitLength();
            BigInteger k = new BigInteger(room, RANDOM).setBit(room - 1).setBit(Math.max(0, room - 2));
            BigInteger candidate = k.multiply(product).add(residue);
            if (candidate.bitLength() >= bits && candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }

    @Test
    void ordinaryModuli_haveNoFingerprint() {
        for (int i = 0; i < 10_000; i++) {
            assertFalse(RsaSoundness.madeWithRoca(new BigInteger(2048, RANDOM).setBit(0)));
        }
    }
}
