package dev.gatehouse.jwt.vectors;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;

/** The fresh keys of a run, made once, and the issuer that most vectors are about. */
final class Keys {

    static final TestKey RSA = TestKey.rsa("rsa");
    static final TestKey OTHER_RSA = TestKey.otherRsa("rsa");
    static final TestKey EC256 = TestKey.elliptic("ec", Curve.P_256);
    static final TestKey EC384 = TestKey.elliptic("ec384", Curve.P_384);
    static final TestKey EC521 = TestKey.elliptic("ec521", Curve.P_521);
    static final TestKey ED25519 = TestKey.edwards("ed");
    static final TestKey WEAK_RSA = TestKey.rsa("weak", 1024);

    /** Publishes a key of each kind; every algorithm is allowed. */
    static final Trust MAIN = Trust.of("issuer", RSA, EC256, EC384, EC521, ED25519);

    private Keys() {}

    /** A good token of the main issuer. */
    static String good() {
        return MAIN.token(RSA).compact();
    }

    /** The main issuer's token with this header. */
    static String withHeader(String json) {
        return MAIN.token(RSA).header(json).compact();
    }

    /** The main issuer's token with this member in an otherwise good header. */
    static String withMember(String member) {
        return withHeader("{\"alg\":\"RS256\",\"kid\":\"rsa\"," + member + "}");
    }

    /** The main issuer's token with this payload. */
    static String withClaims(String json) {
        return MAIN.token(RSA, json);
    }

    /** The main issuer's token with these members in otherwise good claims. */
    static String with(String members) {
        return withClaims(MAIN.claimsAnd(members));
    }

    /** The main issuer's token with one part of its claims replaced. */
    static String changed(String from, String to) {
        return withClaims(MAIN.claims(from, to));
    }

    /** A short piece of a value, good for the name of a vector. */
    static String brief(String value) {
        return value.length() <= 24 ? value : value.substring(0, 21) + "... of " + value.length();
    }
}
