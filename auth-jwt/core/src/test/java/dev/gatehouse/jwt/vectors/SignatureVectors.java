package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.EC384;
import static dev.gatehouse.jwt.vectors.Keys.EC521;
import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Signatures that are not those of the key over exactly this header and payload (RFC 7515 section 5.2, RFC 7518
 * sections 3.3 to 3.5).
 */
final class SignatureVectors {

    private SignatureVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.SIGNATURE);
        everyAlgorithm(batch);
        changedContent(batch);
        RsaPaddings.addTo(batch);
        for (Curved curved :
                new Curved[] {new Curved("ES256", EC256), new Curved("ES384", EC384), new Curved("ES512", EC521)}) {
            curve(batch, curved);
        }
        return batch.vectors();
    }

    private record Curved(String algorithm, TestKey key) {}

    private static void everyAlgorithm(Batch batch) {
        Map<String, TestKey> keys = new LinkedHashMap<>();
        for (String name : new String[] {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
            keys.put(name, RSA);
        }
        keys.put("ES256", EC256);
        keys.put("ES384", EC384);
        keys.put("ES512", EC521);
        keys.forEach((name, key) -> {
            for (int at : new int[] {0, 1, 2, -2, -1}) {
                bad(
                        batch,
                        Check.SIGNATURE,
                        name + ": a bit of byte " + at,
                        key,
                        name,
                        s -> flipped(s, at < 0 ? s.length + at : at));
            }
            bad(batch, Check.SEVERAL, name + ": a byte short", key, name, s -> Arrays.copyOf(s, s.length - 1));
            bad(batch, Check.SEVERAL, name + ": a byte long", key, name, s -> Arrays.copyOf(s, s.length + 1));
            bad(batch, Check.SEVERAL, name + ": a zero byte before", key, name, s -> joined(new byte[1], s));
            bad(batch, Check.SEVERAL, name + ": one byte", key, name, s -> new byte[1]);
            bad(batch, Check.SEVERAL, name + ": twice", key, name, s -> joined(s, s));
        });
        bad(batch, Check.SIGNATURE, "RS256: all zero", RSA, "RS256", s -> new byte[s.length]);
        bad(batch, Check.SIGNATURE, "RS256: one", RSA, "RS256", s -> RsaForgery.fixed(BigInteger.ONE, s.length));
        bad(batch, Check.SEVERAL, "RS256: all ones", RSA, "RS256", s -> filled(s.length));
        BigInteger modulus = RSA.pair().toRSAKey().getModulus().decodeToBigInteger();
        bad(batch, Check.SEVERAL, "RS256: the modulus", RSA, "RS256", s -> RsaForgery.fixed(modulus, s.length));
        bad(
                batch,
                Check.SIGNATURE,
                "RS256: the modulus less one",
                RSA,
                "RS256",
                s -> RsaForgery.fixed(modulus.subtract(BigInteger.ONE), s.length));
        bad(batch, Check.SIGNATURE, "PS256: all zero", RSA, "PS256", s -> new byte[s.length]);
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "ES256: another key's",
                MAIN.token(TestKey.elliptic("ec", Curve.P_256))
                        .algorithm("ES256")
                        .compact(),
                "token.signature");
    }

    private static void changedContent(Batch batch) {
        String good = Keys.good();
        String header = good.substring(0, good.indexOf('.'));
        String signature = good.substring(good.lastIndexOf('.') + 1);
        String payload = good.substring(header.length() + 1, good.lastIndexOf('.'));
        String more = TestToken.encode(TestToken.bytes("{\"alg\":\"RS256\",\"kid\":\"rsa\"}"));
        content(
                batch,
                "another subject",
                header + "." + TestToken.encode(TestToken.bytes(MAIN.claims("alice", "admin"))) + "." + signature);
        content(
                batch,
                "a blank more",
                header + "." + TestToken.encode(TestToken.bytes(MAIN.claims() + " ")) + "." + signature);
        content(
                batch,
                "a later exp",
                header + "."
                        + TestToken.encode(
                                TestToken.bytes(MAIN.claims("" + (TestToken.NOW + 300), "" + (TestToken.NOW + 301))))
                        + "." + signature);
        content(batch, "another header", more + "." + payload + "." + signature);
        content(
                batch,
                "the signature of another token",
                header + "." + payload + "."
                        + Keys.changed("alice", "bob")
                                .substring(Keys.changed("alice", "bob").lastIndexOf('.') + 1));
        content(batch, "ES256: another header", reheaded());
    }

    private static String reheaded() {
        String token = MAIN.token(EC256).algorithm("ES256").compact();
        return TestToken.encode(TestToken.bytes("{\"kid\":\"ec\",\"alg\":\"ES256\"}"))
                + token.substring(token.indexOf('.'));
    }

    private static void content(Batch batch, String name, String token) {
        batch.bad(MAIN, Check.SIGNATURE, "content: " + name, token, "token.signature");
    }

    private static void curve(Batch batch, Curved curved) {
        String name = curved.algorithm() + ": ";
        BigInteger order = order(curved.key());
        batch.good(
                MAIN,
                name + "the other of its two signatures",
                MAIN.token(curved.key()).algorithm(curved.algorithm()).compact(s -> rs(s, r(s), order.subtract(s(s)))));
        curved(batch, curved, "all zero", s -> new byte[s.length]);
        curved(batch, curved, "all ones", s -> filled(s.length));
        curved(batch, curved, "r zero", s -> rs(s, BigInteger.ZERO, s(s)));
        curved(batch, curved, "s zero", s -> rs(s, r(s), BigInteger.ZERO));
        curved(batch, curved, "r one and s zero", s -> rs(s, BigInteger.ONE, BigInteger.ZERO));
        curved(batch, curved, "r the order", s -> rs(s, order, s(s)));
        curved(batch, curved, "s the order", s -> rs(s, r(s), order));
        curved(batch, curved, "r and s the order", s -> rs(s, order, order));
        curved(batch, curved, "r zero and s the order", s -> rs(s, BigInteger.ZERO, order));
        curved(batch, curved, "r beyond the order by one", s -> rs(s, order.add(BigInteger.ONE), s(s)));
        signed(batch, curved, "r and s one", s -> rs(s, BigInteger.ONE, BigInteger.ONE));
        signed(
                batch,
                curved,
                "r and s the order less one",
                s -> rs(s, order.subtract(BigInteger.ONE), order.subtract(BigInteger.ONE)));
        signed(batch, curved, "r and s exchanged", s -> rs(s, s(s), r(s)));
        signed(batch, curved, "r of the other sign", s -> rs(s, order.subtract(r(s)), s(s)));
        curved(batch, curved, "DER", SignatureVectors::der);
        curved(batch, curved, "half of it", s -> Arrays.copyOf(s, s.length / 2));
        curved(
                batch,
                curved,
                "r and s a byte longer each",
                s -> joined(
                        joined(new byte[1], Arrays.copyOf(s, s.length / 2)),
                        joined(new byte[1], Arrays.copyOfRange(s, s.length / 2, s.length))));
    }

    private static void curved(Batch batch, Curved curved, String name, UnaryOperator<byte[]> change) {
        bad(batch, Check.SEVERAL, curved.algorithm() + ": " + name, curved.key(), curved.algorithm(), change);
    }

    private static void signed(Batch batch, Curved curved, String name, UnaryOperator<byte[]> change) {
        bad(batch, Check.SIGNATURE, curved.algorithm() + ": " + name, curved.key(), curved.algorithm(), change);
    }

    private static void bad(
            Batch batch, Check check, String name, TestKey key, String algorithm, UnaryOperator<byte[]> change) {
        TestToken token = MAIN.token(key).algorithm(algorithm);
        boolean inRange = key == RSA && check == Check.SIGNATURE;
        String compact = inRange ? BelowModulus.of(RSA, MAIN, token, change) : token.compact(change);
        batch.bad(MAIN, check, name, compact, "token.signature");
    }

    private static BigInteger order(TestKey key) {
        try {
            return key.pair().toECKey().toECPublicKey().getParams().getOrder();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, signature.length / 2));
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, signature.length / 2, signature.length));
    }

    private static byte[] rs(byte[] signature, BigInteger r, BigInteger s) {
        int half = signature.length / 2;
        return joined(RsaForgery.fixed(r, half), RsaForgery.fixed(s, half));
    }

    private static byte[] der(byte[] signature) {
        try {
            return ECDSA.transcodeSignatureToDER(signature);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] flipped(byte[] signature, int at) {
        signature[at] ^= 1;
        return signature;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
