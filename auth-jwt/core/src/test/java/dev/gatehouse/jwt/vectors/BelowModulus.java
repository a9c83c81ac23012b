package dev.gatehouse.jwt.vectors;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import java.math.BigInteger;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * Wrong RSA signatures that are numbers below the modulus of the key that checks them. Every other one of another key
 * is not, by chance, and is refused for that already (RFC 8017 section 5.2.2).
 */
final class BelowModulus {

    private static final int TRIES = 200;

    private BelowModulus() {}

    /** A token of the issuer with the signature that its own key makes. */
    static String of(TestKey checking, Trust trust, TestToken token) {
        return of(checking, trust, token, signature -> signature);
    }

    /** A token of the issuer, which gets an identifier of its own, with a signature that was changed. */
    static String of(TestKey checking, Trust trust, TestToken token, UnaryOperator<byte[]> change) {
        BigInteger modulus = modulus(checking);
        for (int i = 0; i < TRIES; i++) {
            String compact = token.payload(trust.claims("7d2", "7d2-" + i)).compact(change);
            String signature = compact.substring(compact.lastIndexOf('.') + 1);
            if (new BigInteger(1, Base64.getUrlDecoder().decode(signature)).compareTo(modulus) < 0) {
                return compact;
            }
        }
        throw new IllegalStateException("no signature below the modulus");
    }

    private static BigInteger modulus(TestKey key) {
        try {
            return key.pair().toRSAKey().toRSAPublicKey().getModulus();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
