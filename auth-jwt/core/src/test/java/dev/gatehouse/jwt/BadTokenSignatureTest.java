package dev.gatehouse.jwt;

import static dev.gatehouse.jwt.BadTokens.EC;
import static dev.gatehouse.jwt.BadTokens.RSA;
import static dev.gatehouse.jwt.BadTokens.good;
import static dev.gatehouse.jwt.BadTokens.put;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Tokens whose signature is not that of the key over header and payload. */
class BadTokenSignatureTest {

    private final BadTokens bad = new BadTokens();

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(bad.family("signature", signature()));
    }

    private static Map<String, String[]> signature() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        put(variants, "a bit of it", TestToken.of(RSA).compact(BadTokenSignatureTest::flipped), "token.signature");
        put(variants, "all zero", TestToken.of(RSA).compact(s -> new byte[s.length]), "token.signature");
        put(
                variants,
                "a byte short",
                TestToken.of(RSA).compact(s -> Arrays.copyOf(s, s.length - 1)),
                "token.signature");
        put(variants, "a byte long", TestToken.of(RSA).compact(s -> Arrays.copyOf(s, s.length + 1)), "token.signature");
        put(variants, "another key's", TestToken.of(TestKey.otherRsa("rsa")).compact(), "token.signature");
        put(variants, "a changed claim", tampered(), "token.signature");
        put(variants, "ECDSA: a bit of it", elliptic(BadTokenSignatureTest::flipped), "token.signature");
        put(variants, "ECDSA: all zero", elliptic(s -> new byte[64]), "token.signature");
        BigInteger order = order();
        put(variants, "ECDSA: r zero", elliptic(s -> rs(BigInteger.ZERO, s(s))), "token.signature");
        put(variants, "ECDSA: s zero", elliptic(s -> rs(r(s), BigInteger.ZERO)), "token.signature");
        put(variants, "ECDSA: r the order", elliptic(s -> rs(order, s(s))), "token.signature");
        put(variants, "ECDSA: s the order", elliptic(s -> rs(r(s), order)), "token.signature");
        put(variants, "ECDSA: r and s the order", elliptic(s -> rs(order, order)), "token.signature");
        put(
                variants,
                "ECDSA: s beyond the order",
                elliptic(s -> rs(r(s), BigInteger.TWO.pow(256).subtract(BigInteger.ONE))),
                "token.signature");
        put(variants, "ECDSA: DER", elliptic(BadTokenSignatureTest::der), "token.signature");
        put(variants, "ECDSA: 96 bytes", elliptic(s -> Arrays.copyOf(s, 96)), "token.signature");
        put(variants, "ECDSA: half", elliptic(s -> Arrays.copyOf(s, 32)), "token.signature");
        put(
                variants,
                "ECDSA: another key's",
                TestToken.of(TestKey.elliptic("ec", Curve.P_256))
                        .algorithm("ES256")
                        .compact(),
                "token.signature");
        return variants;
    }

    private static String elliptic(UnaryOperator<byte[]> change) {
        return TestToken.of(EC).algorithm("ES256").compact(change);
    }

    private static byte[] flipped(byte[] signature) {
        signature[signature.length / 2] ^= 1;
        return signature;
    }

    private static BigInteger order() {
        try {
            ECPublicKey key = EC.pair().toECKey().toECPublicKey();
            return key.getParams().getOrder();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, 32));
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    }

    private static byte[] rs(BigInteger r, BigInteger s) {
        byte[] both = new byte[64];
        place(r, both, 32);
        place(s, both, 64);
        return both;
    }

    private static void place(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, end - length, length);
    }

    private static byte[] der(byte[] signature) {
        try {
            return ECDSA.transcodeSignatureToDER(signature);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tampered() {
        String good = good();
        String payload = TestToken.encode(TestToken.bytes(TestToken.claims("alice", "admin")));
        return good.substring(0, good.indexOf('.') + 1) + payload + good.substring(good.lastIndexOf('.'));
    }
}
