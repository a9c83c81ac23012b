package dev.gatehouse.jwt.keys.crypto;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TestKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyStrengthTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private static BigInteger modulus() throws Exception {
        return TestKey.rsa("a").pair().toRSAKey().toRSAPublicKey().getModulus();
    }

    @Test
    void keyOfTheJdk_isGood() throws Exception {
        for (TestKey key : new TestKey[] {TestKey.rsa("a"), TestKey.otherRsa("b"), TestKey.rsa("d", 3072)}) {
            RSAPublicKey numbers = key.pair().toRSAKey().toRSAPublicKey();
            assertNull(RsaKeyStrength.defect(numbers.getModulus(), numbers.getPublicExponent()));
        }
        assertNull(RsaKeyStrength.defect(modulus(), BigInteger.valueOf(3)), "3 is a valid exponent for signatures");
    }

    @Test
    void length_isBounded() throws Exception {
        assertNotNull(RsaKeyStrength.defect(modulus().shiftRight(1).setBit(0), F4));
        BigInteger longest = modulus().shiftLeft(8192 - 2048).setBit(0);
        assertNull(RsaKeyStrength.defect(longest, F4));
        assertTrue(RsaKeyStrength.defect(longest.shiftLeft(1).setBit(0), F4).contains("8192"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "65536", "18446744073709551617"})
    void invalidExponent_isRefused(String exponent) throws Exception {
        assertTrue(RsaKeyStrength.defect(modulus(), new BigInteger(exponent)).contains("exponent"));
    }

    @Test
    void evenModulus_isRefused() throws Exception {
        assertTrue(RsaKeyStrength.defect(modulus().clearBit(0), F4).contains("even modulus"));
    }
}
