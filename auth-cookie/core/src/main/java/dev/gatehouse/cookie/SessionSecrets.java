package dev.gatehouse.cookie;

import dev.gatehouse.spi.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Makes the secrets that cookies carry and derives from each the id under which its session is kept. Thread-safe. */
final class SessionSecrets {

    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    private static final int STRIPES = 16;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReferenceArray<@Nullable MessageDigest> digests = new AtomicReferenceArray<>(STRIPES);

    /** Returns 256 new random bits in base64url. */
    String next() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Returns the id of a cookie's value; empty when the value has not the form of our secrets, whatever it is. */
    Optional<SessionId> id(String cookieValue) {
        if (cookieValue.length() != LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = cookieValue.charAt(i);
            boolean form =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!form) {
                return Optional.empty();
            }
        }
        byte[] hash = digest(cookieValue.getBytes(StandardCharsets.US_ASCII));
        return Optional.of(new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
    }

    // A digest object costs more than the digest of 43 bytes, so they are lent out; whoever finds none makes one.
    private byte[] digest(byte[] value) {
        int stripe = (int) (Thread.currentThread().getId() % STRIPES);
        MessageDigest digest = digests.getAndSet(stripe, null);
        if (digest == null) {
            digest = sha256();
        }
        byte[] hash = digest.digest(value);
        digests.set(stripe, digest);
        return hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
