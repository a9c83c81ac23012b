package dev.gatehouse.benchmarks.verify;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * The JDK's signature verification alone, the floor for every library. It reads no claims, so it accepts expired
 * tokens.
 */
final class JcaCheck implements TokenCheck {

    private final String algorithm;
    private final Key key;

    JcaCheck(BenchmarkKey key) {
        this.algorithm = key.jcaName();
        this.key = key.verifying();
    }

    @Override
    public boolean accepts(String token) {
        byte[] text = token.getBytes(StandardCharsets.ISO_8859_1);
        int dot = text.length - 1;
        while (dot > 0 && text[dot] != '.') {
            dot--;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, dot + 1, text.length));
            if (key instanceof PublicKey publicKey) {
                Signature verifier = Signature.getInstance(algorithm);
                verifier.initVerify(publicKey);
                verifier.update(text, 0, dot);
                return verifier.verify(signature);
            }
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            mac.update(text, 0, dot);
            return MessageDigest.isEqual(mac.doFinal(), signature);
        } catch (GeneralSecurityException | IllegalArgumentException bad) {
            return false;
        }
    }
}
