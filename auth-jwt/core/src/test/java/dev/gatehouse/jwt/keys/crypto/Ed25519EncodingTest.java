package dev.gatehouse.jwt.keys.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.UnusableKeyException;
import dev.gatehouse.jwt.keys.VerificationKey;
import dev.gatehouse.jwt.keys.VerificationKeyReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ed25519EncodingTest {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    /** RFC 8032 section 5.1. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final byte[] INPUT = TestToken.bytes("header.payload");

    private record Point(BigInteger x, BigInteger y) {

        /** The law of the curve in affine coordinates, as slow as it is plain. */
        Point plus(Point other) {
            BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
            BigInteger newX = x.multiply(other.y)
                    .add(other.x.multiply(y))
                    .multiply(BigInteger.ONE.add(product).modInverse(P));
            BigInteger newY = y.multiply(other.y)
                    .add(x.multiply(other.x))
                    .multiply(BigInteger.ONE.subtract(product).modInverse(P));
            return new Point(newX.mod(P), newY.mod(P));
        }

        byte[] encoded() {
            byte[] little = little(y);
            little[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return little;
        }
    }

    private static byte[] little(BigInteger number) {
        byte[] big = number.toByteArray();
        byte[] little = new byte[32];
        for (int i = 0; i < Math.min(32, big.length); i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }

    /** The points whose order divides eight, computed from one of order eight. */
    private static List<Point> smallOrder() {
        // y^4 d + 2 y^2 - 1 = 0 holds for the points of order 8.
        BigInteger discriminant = root(BigInteger.ONE.add(D));
        BigInteger y2 =
                discriminant.subtract(BigInteger.ONE).multiply(D.modInverse(P)).mod(P);
        BigInteger y = root(y2);
        if (y == null) {
            y = root(discriminant
                    .negate()
                    .subtract(BigInteger.ONE)
                    .multiply(D.modInverse(P))
                    .mod(P));
        }
        BigInteger x = root(y.pow(2)
                .subtract(BigInteger.ONE)
                .multiply(D.multiply(y.pow(2)).add(BigInteger.ONE).modInverse(P))
                .mod(P));
        Point generator = new Point(x, y);
        List<Point> all = new ArrayList<>();
        Point point = generator;
        for (int i = 0; i < 8; i++) {
            all.add(point);
            point = point.plus(generator);
        }
        assertEquals(generator, point, "its order is 8");
        return all;
    }

    /** RFC 8032 section 5.1.3. */
    private static BigInteger root(BigInteger square) {
        BigInteger candidate = square.mod(P).modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        for (BigInteger root :
                List.of(candidate, candidate.multiply(ROOT_OF_MINUS_ONE).mod(P))) {
            if (root.pow(2).mod(P).equals(square.mod(P))) {
                return root;
            }
        }
        return null;
    }

    private static byte[] key(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] sign(KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(INPUT);
        return signature.sign();
    }

    private static Map<String, Object> jwk(byte[] x) {
        return Map.of("kty", "OKP", "crv", "Ed25519", "x", TestToken.encode(x));
    }

    @Test
    void freshKeys_areSoundAndVerify() throws Exception {
        for (int i = 0; i < 50; i++) {
            KeyPair pair = pair();
            assertTrue(Ed25519Encoding.soundKey(key(pair)));
            VerificationKey key = new VerificationKeyReader().read(jwk(key(pair)));
            byte[] signature = sign(pair);
            assertTrue(key.verifies(SigningAlgorithm.EDDSA, INPUT, signature));
            assertTrue(key.verifies(SigningAlgorithm.ED25519, INPUT, signature));
            assertFalse(key.verifies(SigningAlgorithm.ES256, INPUT, signature));
            assertFalse(key.verifies(SigningAlgorithm.EDDSA, TestToken.bytes("header.payloae"), signature));
        }
    }

    /**
     * RFC 8032 section 7.1, test 1: its key is known and so refused from an issuer, but the arithmetic must be right.
     */
    @Test
    void signatureOfTheStandard_isPlausible() {
        byte[] signature = HexFormat.of()
                .parseHex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertTrue(Ed25519Encoding.soundSignature(signature));
    }

    @Test
    void pointsOfSmallOrder_areEightAndRefusedAsKeyAndAsR() throws Exception {
        List<Point> points = smallOrder();
        assertEquals(8, points.stream().distinct().count());
        byte[] signature = sign(pair());
        for (Point point : points) {
            byte[] encoded = point.encoded();
            assertFalse(Ed25519Encoding.soundKey(encoded), HexFormat.of().formatHex(encoded));
            assertThrows(UnusableKeyException.class, () -> new VerificationKeyReader().read(jwk(encoded)));
            byte[] forged = signature.clone();
            System.arraycopy(encoded, 0, forged, 0, 32);
            assertFalse(Ed25519Encoding.soundSignature(forged));
            // Zero as x has a sign too, which means nothing.
            encoded[31] ^= (byte) 0x80;
            assertFalse(Ed25519Encoding.soundKey(encoded));
        }
    }

    @Test
    void secondSpellingOfAPoint_isRefused() {
        for (int i = 0; i < 19; i++) {
            byte[] encoded = little(P.add(BigInteger.valueOf(i)));
            assertFalse(Ed25519Encoding.soundKey(encoded), "p + " + i);
            encoded[31] |= (byte) 0x80;
            assertFalse(Ed25519Encoding.soundKey(encoded), "p + " + i);
        }
    }

    @Test
    void keyOffCurve_isRefused() throws Exception {
        int off = 0;
        for (int y = 2; y < 60; y++) {
            BigInteger square = BigInteger.valueOf(y).pow(2);
            boolean on = root(square.subtract(BigInteger.ONE)
                            .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
                            .mod(P))
                    != null;
            assertEquals(on, Ed25519Encoding.soundKey(little(BigInteger.valueOf(y))), "y = " + y);
            off += on ? 0 : 1;
        }
        assertTrue(off > 10);
        assertFalse(Ed25519Encoding.soundKey(new byte[31]));
        assertFalse(Ed25519Encoding.soundKey(new byte[33]));
    }

    /** The same signature with S + L would be a second spelling of one token. */
    @Test
    void secondSpellingOfASignature_isRefused() throws Exception {
        KeyPair pair = pair();
        VerificationKey key = new VerificationKeyReader().read(jwk(key(pair)));
        byte[] signature = sign(pair);
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[i] = signature[63 - i];
        }
        byte[] second = signature.clone();
        System.arraycopy(little(new BigInteger(1, big).add(ORDER)), 0, second, 32, 32);
        assertFalse(Ed25519Encoding.soundSignature(second));
        assertFalse(key.verifies(SigningAlgorithm.EDDSA, INPUT, second));
        System.arraycopy(little(ORDER), 0, second, 32, 32);
        assertFalse(Ed25519Encoding.soundSignature(second), "the order itself");
        System.arraycopy(little(ORDER.subtract(BigInteger.ONE)), 0, second, 32, 32);
        assertTrue(Ed25519Encoding.soundSignature(second), "one less");
    }

    @Test
    void signatureOfAnotherLength_isRefused() throws Exception {
        KeyPair pair = pair();
        VerificationKey key = new VerificationKeyReader().read(jwk(key(pair)));
        byte[] signature = sign(pair);
        for (int length : new int[] {0, 1, 32, 63, 65, 114, 128}) {
            assertFalse(
                    key.verifies(SigningAlgorithm.EDDSA, INPUT, Arrays.copyOf(signature, length)), length + " bytes");
        }
        assertNotNull(key.key());
    }
}
