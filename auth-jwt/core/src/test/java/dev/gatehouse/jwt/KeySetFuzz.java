package dev.gatehouse.jwt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.crypto.utils.ECChecks;
import dev.gatehouse.jwt.keys.KeySet;
import dev.gatehouse.jwt.keys.KeySetReader;
import dev.gatehouse.jwt.keys.VerificationKey;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Set;

/**
 * From the body of a JWK set to keys: whatever is taken is a public key of sufficient strength, and reading again
 * changes nothing.
 */
class KeySetFuzz {

    private final KeySetReader reader = new KeySetReader();

    @FuzzTest(maxDuration = "10m")
    void body(byte[] document) {
        KeySet keys = reader.read(document, null);
        if (keys == null) {
            return;
        }
        for (VerificationKey key : keys.keys()) {
            if (key.key() instanceof RSAPublicKey rsa) {
                int bits = rsa.getModulus().bitLength();
                FuzzedToken.check(
                        bits >= 2048 && bits <= 8192 && rsa.getModulus().testBit(0), "its modulus");
                FuzzedToken.check(
                        rsa.getPublicExponent().testBit(0)
                                && rsa.getPublicExponent().compareTo(BigInteger.TWO) > 0,
                        "its exponent");
            } else if (key.key() instanceof ECPublicKey curve) {
                FuzzedToken.check(ECChecks.isPointOnCurve(curve, curve.getParams()), "its point");
            } else {
                FuzzedToken.check("EdDSA".equals(key.key().getAlgorithm()), "its type");
            }
        }
        KeySet again = reader.read(document, keys);
        Set<VerificationKey> first = new HashSet<>(keys.keys());
        FuzzedToken.check(again != null && first.equals(new HashSet<>(again.keys())), "another second reading");
    }
}
