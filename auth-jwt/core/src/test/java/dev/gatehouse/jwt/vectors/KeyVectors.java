package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.EC384;
import static dev.gatehouse.jwt.vectors.Keys.OTHER_RSA;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.WEAK_RSA;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Key sets and a token each (RFC 7517): keys that may not verify, sets that hold such keys beside good ones, and odd
 * ones that are good.
 */
final class KeyVectors {

    private final Batch batch = new Batch(Family.KEY);
    private int sets;

    private KeyVectors() {}

    static List<Vector> all() {
        KeyVectors vectors = new KeyVectors();
        vectors.goodSets();
        vectors.purpose();
        vectors.rsaNumbers();
        new PointVectors(vectors).add();
        WeakKeys.addTo(vectors.batch);
        vectors.kids();
        return vectors.batch.vectors();
    }

    private Trust set(TestKey... keys) {
        return Trust.of("set" + sets++, keys);
    }

    private void good(String name, TestKey signer, TestKey... published) {
        Trust trust = set(published);
        batch.good(trust, name, trust.token(signer).algorithm(algorithm(signer)).compact());
    }

    /** Beside the key there is a usable one with another kid: a set without any decides nothing. */
    void unusable(Check check, String name, TestKey signer, TestKey... published) {
        TestKey[] keys = Arrays.copyOf(published, published.length + 1);
        keys[published.length] = Keys.ED25519.with("kid", "spare");
        Trust trust = set(keys);
        batch.bad(
                trust,
                check,
                name,
                trust.token(signer).algorithm(algorithm(signer)).compact(),
                "token.key-unknown");
    }

    private static String algorithm(TestKey key) {
        String curve = String.valueOf(key.published().get("crv"));
        return switch (curve) {
            case "P-256" -> "ES256";
            case "P-384" -> "ES384";
            case "P-521" -> "ES512";
            default -> "RS256";
        };
    }

    private void goodSets() {
        good("one key", RSA, RSA);
        good(
                "neither use nor alg nor key_ops",
                RSA,
                RSA.without("use").without("alg").without("key_ops"));
        good("alg of the token", RSA, RSA.with("alg", "RS256"));
        good("use sig", RSA, RSA.with("use", "sig"));
        good("key_ops verify", RSA, RSA.with("key_ops", List.of("verify")));
        good("key_ops verify among others", RSA, RSA.with("key_ops", List.of("sign", "verify")));
        good(
                "certificates that are broken",
                RSA,
                RSA.with("x5c", List.of("broken"))
                        .with("x5u", "https://evil.example.com/")
                        .with("x5t", 1));
        good(
                "members of its own",
                RSA,
                RSA.with("x", "y").with("nbf", 1).with("exp", 2).with("", List.of()));
        good("3072 bits", Keys3072.KEY, Keys3072.KEY);
        good(
                "beside a shared secret",
                RSA,
                RSA,
                RSA.with("kty", "oct").with("k", "c2VjcmV0").with("kid", "s"));
        good("beside an unknown type", RSA, new TestKey[] {
            RSA.with("kty", "AKP").with("kid", "pq").with("pub", "AAAA"), RSA
        });
        good("beside a key for encryption", RSA, OTHER_RSA.with("use", "enc").with("kid", "enc"), RSA);
        good("beside a key that is too short", RSA, WEAK_RSA, RSA);
        good(
                "beside a point off its curve",
                RSA,
                EC256.with("x", EC256.published().get("y")),
                RSA);
        good("beside an empty entry", RSA, empty(), RSA);
        good("the same entry twice", RSA, RSA, RSA);
        good("two keys of one kid, the first one's token", RSA, RSA, OTHER_RSA);
        good("two keys of one kid, the second one's token", OTHER_RSA, RSA, OTHER_RSA);
        good("two keys of one kid and of different types", EC256, RSA.with("kid", "ec"), EC256);
        good("P-384", EC384, EC384);
        good("P-521", Keys.EC521, Keys.EC521);
        TestKey[] many = new TestKey[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = EC256.with("kid", "k" + i);
        }
        many[199] = RSA;
        good("two hundred keys", RSA, many);
        Trust padded = Trust.withKeySet(
                "padded", " \n" + Trust.keySet(RSA).replace("{\"keys\":", "{\"x\":{\"keys\":[]},\"keys\" : ") + "\n");
        batch.good(padded, "members beside the keys", padded.token(RSA).compact());
    }

    /** A key without anything in it. */
    private static TestKey empty() {
        TestKey key = EC256;
        for (String member : new ArrayList<>(EC256.published().keySet())) {
            key = key.without(member);
        }
        return key;
    }

    private void purpose() {
        unusable(Check.KEY_USE, "for encryption", RSA, RSA.with("use", "enc"));
        unusable(Check.KEY_USE, "of a use in capitals", RSA, RSA.with("use", "SIG"));
        unusable(Check.KEY_USE, "of no use", RSA, RSA.with("use", ""));
        unusable(Check.KEY_USE, "of a use that is a list", RSA, RSA.with("use", List.of("sig")));
        unusable(Check.KEY_OPERATIONS, "to encrypt", RSA, RSA.with("key_ops", List.of("encrypt", "decrypt")));
        unusable(Check.KEY_OPERATIONS, "to sign", RSA, RSA.with("key_ops", List.of("sign")));
        unusable(Check.KEY_OPERATIONS, "to do nothing", RSA, RSA.with("key_ops", List.of()));
        unusable(Check.KEY_OPERATIONS, "to verify, as a text", RSA, RSA.with("key_ops", "verify"));
        for (String name : new String[] {"RSA-OAEP", "RSA1_5", "HS256", "none", "rs256", "", "ECDH-ES", "RS256 "}) {
            unusable(
                    name.equals("HS256") ? Check.SEVERAL : Check.KEY_ALGORITHM_KNOWN,
                    "alg \'" + name + "'",
                    RSA,
                    RSA.with("alg", name));
        }
        unusable(Check.KEY_ALGORITHM_KNOWN, "alg that is a number", RSA, RSA.with("alg", 1));
        unusable(Check.KEY_ALGORITHM_KNOWN, "alg that is a list", RSA, RSA.with("alg", List.of("RS256")));
        for (String name : new String[] {"RS384", "RS512", "PS256"}) {
            unusable(Check.KEY_FITS_ALGORITHM, "alg " + name + " and a token of RS256", RSA, RSA.with("alg", name));
        }
        unusable(Check.SEVERAL, "RSA with alg ES256", RSA, RSA.with("alg", "ES256"));
        unusable(Check.KEY_CURVE_ALGORITHM, "P-256 with alg ES384", EC256, EC256.with("alg", "ES384"));
        unusable(Check.SEVERAL, "P-256 with alg RS256", EC256, EC256.with("alg", "RS256"));
        unusable(Check.KEY_PRIVATE, "a private key that was published", RSA, RSA.with("d", "AQAB"));
        unusable(Check.KEY_PRIVATE, "a private EC key that was published", EC256, EC256.with("d", "AQAB"));
        unusable(
                Check.SEVERAL,
                "a shared secret",
                RSA,
                RSA.with("kty", "oct").with("k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"));
        for (Object type : new Object[] {"rsa", "XYZ", "EC", "OKP", "", 1, List.of("RSA")}) {
            unusable(Check.SEVERAL, "type " + type, RSA, RSA.with("kty", type));
        }
        unusable(Check.SEVERAL, "no type", RSA, RSA.without("kty"));
        unusable(Check.SEVERAL, "an EC key that says RSA", EC256, EC256.with("kty", "RSA"));
        unusable(Check.SEVERAL, "no key but a spare one", RSA);
    }

    private void rsaNumbers() {
        unusable(Check.KEY_RSA_SHORT, "RSA of 1024 bits", WEAK_RSA, WEAK_RSA);
        byte[] modulus = RSA.pair().toRSAKey().getModulus().decode();
        BigInteger number = new BigInteger(1, modulus);
        unusable(
                Check.SEVERAL,
                "RSA of 2047 bits",
                RSA,
                RSA.with("n", encoded(number.shiftRight(1).setBit(0))));
        unusable(
                Check.KEY_RSA_LONG,
                "RSA of 8193 bits",
                RSA,
                RSA.with("n", encoded(BigInteger.ONE.shiftLeft(8192).setBit(0))));
        unusable(
                Check.SEVERAL,
                "RSA of 30000 bits",
                RSA,
                RSA.with("n", encoded(BigInteger.ONE.shiftLeft(29_999).setBit(0))));
        unusable(Check.KEY_RSA_EVEN, "RSA with an even modulus", RSA, RSA.with("n", encoded(number.shiftLeft(1))));
        unusable(Check.SEVERAL, "RSA with exponent 2", RSA, RSA.with("e", "Ag"));
        unusable(
                Check.KEY_EXPONENT_EVEN,
                "RSA with exponent 65536",
                RSA,
                RSA.with("e", encoded(BigInteger.valueOf(65_536))));
        unusable(
                Check.KEY_EXPONENT_LONG,
                "RSA with an exponent of 65 bits",
                RSA,
                RSA.with("e", encoded(BigInteger.ONE.shiftLeft(64).setBit(0))));
        unusable(
                Check.KEY_EXPONENT_LONG,
                "RSA with an exponent as long as the modulus",
                RSA,
                RSA.with("e", encoded(number.subtract(BigInteger.TWO))));
        unusable(Check.SEVERAL, "RSA with exponent 0", RSA, RSA.with("e", "AA"));
        unusable(Check.SEVERAL, "RSA without modulus", RSA, RSA.without("n"));
        unusable(Check.SEVERAL, "RSA without exponent", RSA, RSA.without("e"));
        for (Object value : new Object[] {1, "", "!", List.of(), "AA"}) {
            unusable(Check.SEVERAL, "RSA with modulus " + value, RSA, RSA.with("n", value));
        }
        exponentOne();
    }

    /** With exponent 1 the encoded message is its own signature, so anyone can sign. */
    private void exponentOne() {
        Trust trust = set(RSA.with("e", "AQ"), EC256);
        RsaForgery forgery = new RsaForgery(RSA);
        String input = TestToken.encode(TestToken.bytes(TestToken.header("RS256", "rsa"))) + "."
                + TestToken.encode(TestToken.bytes(trust.claims()));
        byte[] signature = forgery.pkcs1(input, new byte[] {0, 1}, (byte) 0xff, RsaForgery.SHA256, new byte[0]);
        batch.bad(
                trust,
                Check.SEVERAL,
                "RSA with exponent 1",
                input + "." + TestToken.encode(signature),
                "token.key-unknown");
    }

    private void kids() {
        unusable(Check.KEY_KID_TYPE, "kid that is a number", RSA, RSA.with("kid", 1));
        unusable(Check.KEY_KID_TYPE, "kid that is null", RSA, RSA.with("kid", null));
        unusable(Check.KEY_BY_KID, "another kid", RSA, RSA.with("kid", "other"));
        unusable(Check.KEY_BY_KID, "no kid in the set and one in the token", RSA, RSA.without("kid"));
        new NoKidVectors(batch).add();
        Trust both = set(RSA, OTHER_RSA);
        batch.bad(
                both,
                Check.SIGNATURE,
                "two keys of one kid and a third one's token",
                BelowModulus.of(RSA, both, both.token(TestKey.thirdRsa("rsa"))),
                "token.signature");
        TestKey[] same = new TestKey[6];
        for (int i = 0; i < 5; i++) {
            same[i] = TestKey.elliptic("ec", Curve.P_256);
        }
        same[5] = EC384.with("kid", "ec");
        Trust crowded = set(same);
        batch.bad(
                crowded,
                Check.KEY_SAME_KID,
                "the sixth key of one kid",
                crowded.token(EC384)
                        .algorithm("ES384")
                        .header(TestToken.header("ES384", "ec"))
                        .compact(),
                "token.key-unknown");
    }

    static String encoded(BigInteger number) {
        return TestToken.encode(RsaForgery.fixed(number, (number.bitLength() + 7) / 8));
    }

    /** Made only where it is needed, since that takes a while. */
    private static final class Keys3072 {
        private static final TestKey KEY = TestKey.rsa("rsa3072", 3072);
    }
}
