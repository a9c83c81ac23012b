package dev.gatehouse.jwt.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.crypto.EcdsaVerifier;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerificationKeyTest {

    private static final TestKey EC = TestKey.elliptic("a", Curve.P_256);
    private static final byte[] INPUT = TestToken.bytes("header.payload");

    private final VerificationKey elliptic = key(EC, "a", SigningAlgorithm.ES256);
    private final EcdsaVerifier check = new EcdsaVerifier((ECPublicKey) elliptic.key());

    VerificationKeyTest() throws JOSEException {}

    private static VerificationKey key(TestKey key, String kid, SigningAlgorithm algorithm) {
        return new KeySetReader()
                .read(TestIssuer.jwks(key), null)
                .find(kid, algorithm)
                .get(0);
    }

    @Test
    void rightSignature_isVerifiedWithItsAlgorithmAlone() {
        assertTrue(elliptic.verifies(SigningAlgorithm.ES256, INPUT, EC.sign("ES256", INPUT)));
        assertFalse(elliptic.verifies(SigningAlgorithm.ES384, INPUT, EC.sign("ES256", INPUT)));
        assertFalse(elliptic.verifies(SigningAlgorithm.RS256, INPUT, EC.sign("ES256", INPUT)));
        TestKey pair = TestKey.rsa("r").with("alg", "RS384");
        VerificationKey rsa = key(pair, "r", SigningAlgorithm.RS384);
        assertTrue(rsa.verifies(SigningAlgorithm.RS384, INPUT, pair.sign("RS384", INPUT)));
        assertFalse(rsa.verifies(SigningAlgorithm.RS256, INPUT, pair.sign("RS256", INPUT)), "the JWK names another");
    }

    /** A key that no provider takes. */
    private static final class Unusable implements PublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "Ed25519";
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

    @Test
    void failingProvider_verifiesNothing() {
        TestKey pair = TestKey.edwards("e");
        byte[] signature = pair.sign("EdDSA", INPUT);
        assertTrue(key(pair, "e", SigningAlgorithm.EDDSA).verifies(SigningAlgorithm.EDDSA, INPUT, signature));
        VerificationKey unusable = VerificationKey.edwards("e", new Unusable(), null);
        assertFalse(unusable.verifies(SigningAlgorithm.EDDSA, INPUT, signature));
    }

    @Test
    void key_showsItsAlgorithmsAlone() {
        assertEquals("VerificationKey[[ES256]]", elliptic.toString());
    }

    /** Our own check stands before the provider's, which has failed before. */
    @Test
    void ecdsaValuesOutOfRange_doNotReachTheProvider() throws Exception {
        ECPublicKey published = EC.pair().toECKey().toECPublicKey();
        BigInteger order = published.getParams().getOrder();
        BigInteger last = order.subtract(BigInteger.ONE);
        assertTrue(inRange(BigInteger.ONE, BigInteger.ONE));
        assertTrue(inRange(last, last));
        assertFalse(inRange(BigInteger.ZERO, BigInteger.ONE));
        assertFalse(inRange(BigInteger.ONE, BigInteger.ZERO));
        assertFalse(inRange(order, BigInteger.ONE));
        assertFalse(inRange(BigInteger.ONE, order));
        for (int length : new int[] {0, 1, 32, 63, 65, 70, 96, 128}) {
            byte[] signature = new byte[length];
            Arrays.fill(signature, (byte) 1);
            assertEquals(false, check.plausible(SigningAlgorithm.ES256, signature), length + " bytes");
        }
    }

    private boolean inRange(BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        place(r, signature, 32);
        place(s, signature, 64);
        return check.plausible(SigningAlgorithm.ES256, signature);
    }

    private static void place(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, end - length, length);
    }
}
