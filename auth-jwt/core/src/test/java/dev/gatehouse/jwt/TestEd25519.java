package dev.gatehouse.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** Ed25519 keys of the tests, by the JDK. */
public final class TestEd25519 {

    private TestEd25519() {}

    public static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The member x of the JWK. */
    public static String published(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return TestToken.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static byte[] jwks(KeyPair pair, String kid) {
        return TestToken.bytes("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + kid + "\",\"x\":\""
                + published(pair) + "\"}]}");
    }

    /** A token with this header, signed. */
    static String token(KeyPair pair, String header, String payload) {
        try {
            String input = TestToken.encode(TestToken.bytes(header)) + "." + TestToken.encode(TestToken.bytes(payload));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(TestToken.bytes(input));
            return input + "." + TestToken.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
