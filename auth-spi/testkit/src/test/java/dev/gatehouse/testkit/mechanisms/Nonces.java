package dev.gatehouse.testkit.mechanisms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives a nonce for each minute and accepts those of this minute and the one before. Stateless and thread-safe. */
final class Nonces {

    private final byte[] key = new byte[32];

    Nonces() {
        new SecureRandom().nextBytes(key);
    }

    String current(Instant now) {
        return nonce(now.getEpochSecond() / 60);
    }

    boolean accepts(String nonce, Instant now) {
        long minute = now.getEpochSecond() / 60;
        return isEqual(nonce, nonce(minute)) || isEqual(nonce, nonce(minute - 1));
    }

    private String nonce(long minute) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] code = mac.doFinal(ByteBuffer.allocate(8).putLong(minute).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
