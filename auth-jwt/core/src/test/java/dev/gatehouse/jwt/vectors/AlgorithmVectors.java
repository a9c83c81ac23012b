package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.EC384;
import static dev.gatehouse.jwt.vectors.Keys.EC521;
import static dev.gatehouse.jwt.vectors.Keys.ED25519;
import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.withHeader;

import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What {@code alg} may say (RFC 7515 section 4.1.1, RFC 8725 section 3.1). */
final class AlgorithmVectors {

    private static final Map<String, TestKey> KEYS = keys();

    private static Map<String, TestKey> keys() {
        Map<String, TestKey> keys = new LinkedHashMap<>();
        for (String name : new String[] {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
            keys.put(name, RSA);
        }
        keys.put("ES256", EC256);
        keys.put("ES384", EC384);
        keys.put("ES512", EC521);
        keys.put("EdDSA", ED25519);
        keys.put("Ed25519", ED25519);
        return keys;
    }

    private AlgorithmVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.ALGORITHM);
        allowed(batch);
        unknown(batch);
        confused(batch);
        return batch.vectors();
    }

    private static void allowed(Batch batch) {
        KEYS.forEach((name, key) -> {
            batch.good(MAIN, name, MAIN.token(key).algorithm(name).compact());
            Trust only = Trust.of("only-" + name.toLowerCase(Locale.ROOT), RSA, EC256, EC384, EC521, ED25519)
                    .with("algorithms", name);
            batch.good(
                    only,
                    name + " where nothing else is",
                    only.token(key).algorithm(name).compact());
            KEYS.forEach((other, signer) -> {
                if (!other.equals(name) && (other.endsWith("256") || other.startsWith(name.substring(0, 2)))) {
                    batch.bad(
                            only,
                            Check.ALGORITHM_ALLOWED,
                            other + " where only " + name + " is allowed",
                            only.token(signer).algorithm(other).compact(),
                            "token.algorithm");
                }
            });
        });
    }

    private static void unknown(Batch batch) {
        for (String name : new String[] {
            "none",
            "None",
            "NONE",
            "nOnE",
            " none",
            "none ",
            "HS256",
            "HS384",
            "HS512",
            "hs256",
            "rs256",
            "Rs256",
            "RS256 ",
            " RS256",
            "RS256\\u0000",
            "RS1",
            "RS224",
            "ES256K",
            "ES256k",
            "RSA1_5",
            "RSA-OAEP",
            "dir",
            "A128GCM",
            "PBES2-HS256+A128KW",
            "ECDH-ES",
            "SHA256withRSA",
            "ML-DSA-44",
            "eddsa",
            "EDDSA",
            "ED25519",
            "Ed448",
            "null",
            "*",
            ""
        }) {
            batch.bad(
                    MAIN,
                    name.startsWith("HS") ? Check.ALGORITHM_ALLOWED : Check.ALGORITHM_KNOWN,
                    "named '" + name + "'",
                    withHeader(TestToken.header(name, "rsa")),
                    "token.algorithm");
        }
        for (String value :
                new String[] {"null", "[]", "[\"RS256\"]", "{}", "{\"alg\":\"RS256\"}", "256", "true", "0"}) {
            batch.bad(
                    MAIN,
                    Check.ALGORITHM_PRESENT,
                    "of value " + value,
                    withHeader("{\"alg\":" + value + ",\"kid\":\"rsa\"}"),
                    "token.algorithm");
        }
        batch.bad(MAIN, Check.ALGORITHM_PRESENT, "absent", withHeader("{\"kid\":\"rsa\"}"), "token.algorithm");
        batch.bad(
                MAIN,
                Check.ALGORITHM_PRESENT,
                "absent, the name spelled otherwise",
                withHeader("{\"Alg\":\"RS256\",\"kid\":\"rsa\"}"),
                "token.algorithm");
    }

    /** Keys and signatures of one algorithm presented as those of another one. */
    private static void confused(Batch batch) {
        String none = TestToken.encode(TestToken.bytes("{\"alg\":\"none\"}"));
        String claims = TestToken.encode(TestToken.bytes(MAIN.claims()));
        batch.bad(MAIN, Check.SEVERAL, "none without a signature", none + "." + claims + ".", "token.malformed");
        batch.bad(
                MAIN,
                Check.ALGORITHM_KNOWN,
                "none with any signature",
                none + "." + claims + ".AAAA",
                "token.algorithm");
        for (String mac : new String[] {"HS256", "HS384", "HS512"}) {
            batch.bad(
                    MAIN,
                    Check.ALGORITHM_ALLOWED,
                    mac + " with the public key in DER",
                    mac(mac, der()),
                    "token.algorithm");
            batch.bad(MAIN, Check.ALGORITHM_ALLOWED, mac + " with the modulus", mac(mac, modulus()), "token.algorithm");
            batch.bad(MAIN, Check.ALGORITHM_ALLOWED, mac + " with the JWK", mac(mac, jwk()), "token.algorithm");
            batch.bad(
                    MAIN, Check.ALGORITHM_ALLOWED, mac + " with a zero byte", mac(mac, new byte[1]), "token.algorithm");
        }
        for (String name : new String[] {"RS384", "RS512", "PS256", "PS384", "PS512"}) {
            batch.bad(
                    MAIN,
                    Check.SIGNATURE,
                    "RS256 presented as " + name,
                    withHeader(TestToken.header(name, "rsa")),
                    "token.signature");
        }
        fits(batch, "RS256 of a key for ES256", MAIN.token(RSA).header(TestToken.header("RS256", "ec")));
        fits(
                batch,
                "ES256 of a key for RSA",
                MAIN.token(EC256).algorithm("ES256").header(TestToken.header("ES256", "rsa")));
        fits(
                batch,
                "ES256 of a key on P-384",
                MAIN.token(EC256).algorithm("ES256").header(TestToken.header("ES256", "ec384")));
        fits(
                batch,
                "ES384 of a key on P-256",
                MAIN.token(EC384).algorithm("ES384").header(TestToken.header("ES384", "ec")));
        fits(
                batch,
                "ES512 of a key on P-256",
                MAIN.token(EC521).algorithm("ES512").header(TestToken.header("ES512", "ec")));
    }

    private static void fits(Batch batch, String name, TestToken token) {
        batch.bad(MAIN, Check.KEY_FITS_ALGORITHM, name, token.compact(), "token.key-unknown");
    }

    private static byte[] der() {
        try {
            return RSA.pair().toRSAKey().toRSAPublicKey().getEncoded();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] modulus() {
        return RSA.pair().toRSAKey().getModulus().decode();
    }

    private static byte[] jwk() {
        return TestToken.bytes(RSA.pair().toPublicJWK().toJSONString());
    }

    private static String mac(String name, byte[] secret) {
        String input = TestToken.encode(TestToken.bytes(TestToken.header(name, "rsa"))) + "."
                + TestToken.encode(TestToken.bytes(MAIN.claims()));
        String jca = "HmacSHA" + name.substring(2);
        try {
            Mac mac = Mac.getInstance(jca);
            mac.init(new SecretKeySpec(secret, jca));
            return input + "." + TestToken.encode(mac.doFinal(TestToken.bytes(input)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
