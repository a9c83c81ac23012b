package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestToken;
import java.math.BigInteger;

/** Points that are on no curve, or on another one than they say (RFC 7518 section 6.2.1). */
final class PointVectors {

    private final KeyVectors keys;

    PointVectors(KeyVectors keys) {
        this.keys = keys;
    }

    void add() {
        keys.unusable(
                Check.SEVERAL,
                "a point off its curve",
                EC256,
                EC256.with("x", EC256.published().get("y")));
        keys.unusable(
                Check.SEVERAL, "the point zero", EC256, EC256.with("x", "AA").with("y", "AA"));
        keys.unusable(Check.SEVERAL, "a point without y", EC256, EC256.without("y"));
        keys.unusable(Check.SEVERAL, "a point without x", EC256, EC256.without("x"));
        keys.unusable(Check.SEVERAL, "a point without a curve", EC256, EC256.without("crv"));
        keys.unusable(Check.SEVERAL, "a point with x 1", EC256, EC256.with("x", 1));
        for (Object curve : new Object[] {"P-384", "P-521", "secp256k1", "p-256", "Ed25519", "", 256}) {
            keys.unusable(Check.SEVERAL, "a point that says it is on " + curve, EC256, EC256.with("crv", curve));
        }
        BigInteger prime =
                Curve.P_256.toECParameterSpec().getCurve().getField() instanceof java.security.spec.ECFieldFp field
                        ? field.getP()
                        : BigInteger.ZERO;
        BigInteger x = EC256.pair().toECKey().getX().decodeToBigInteger();
        keys.unusable(
                Check.SEVERAL,
                "a point with x beyond the prime",
                EC256,
                EC256.with("x", KeyVectors.encoded(x.add(prime))));
        byte[] y = EC256.pair().toECKey().getY().decode();
        y[y.length - 1] ^= 1;
        keys.unusable(Check.SEVERAL, "a point with a bit of y flipped", EC256, EC256.with("y", TestToken.encode(y)));
    }
}
