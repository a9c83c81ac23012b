package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.EC256;
import static dev.gatehouse.jwt.vectors.Keys.OTHER_RSA;
import static dev.gatehouse.jwt.vectors.Keys.RSA;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;

/** Tokens without a kid, which every key for their algorithm may have signed, four keys at most. */
final class NoKidVectors {

    private final Batch batch;
    private int sets;

    NoKidVectors(Batch batch) {
        this.batch = batch;
    }

    private Trust set(TestKey... keys) {
        return Trust.of("no-kid" + sets++, keys);
    }

    void add() {
        Trust one = set(RSA, EC256);
        batch.good(
                one,
                "no kid and one key that fits",
                one.token(RSA).header("{\"alg\":\"RS256\"}").compact());
        Trust bare = set(RSA.without("kid"));
        batch.good(
                bare,
                "no kid anywhere",
                bare.token(RSA).header("{\"alg\":\"RS256\"}").compact());
        Trust narrow =
                set(RSA.with("alg", "RS256"), OTHER_RSA.with("alg", "RS512").with("kid", "b"));
        batch.good(
                narrow,
                "no kid and one key of this algorithm",
                narrow.token(RSA).header("{\"alg\":\"RS256\"}").compact());
        Trust two = set(RSA, OTHER_RSA.with("kid", "b"));
        batch.good(
                two,
                "no kid and two keys that fit",
                two.token(RSA).header("{\"alg\":\"RS256\"}").compact());
        Trust five = set(
                TestKey.elliptic("1", Curve.P_256),
                TestKey.elliptic("2", Curve.P_256),
                TestKey.elliptic("3", Curve.P_256),
                TestKey.elliptic("4", Curve.P_256),
                EC256);
        batch.bad(
                five,
                Check.KEY_UNAMBIGUOUS,
                "no kid and five keys that fit",
                five.token(EC256)
                        .algorithm("ES256")
                        .header("{\"alg\":\"ES256\"}")
                        .compact(),
                "token.key-unknown");
        Trust none = set(EC256);
        batch.bad(
                none,
                Check.KEY_FITS_ALGORITHM,
                "no kid and no key that fits",
                none.token(RSA).header("{\"alg\":\"RS256\"}").compact(),
                "token.key-unknown");
    }
}
