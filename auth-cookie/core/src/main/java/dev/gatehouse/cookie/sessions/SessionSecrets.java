package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Creates the secrets in cookies and derives the id of a session from them. Thread-safe. */
final class SessionSecrets {

    private static final int BYTES = 32;
    private static final int LENGTH = SessionIdDigest.LENGTH;
    private static final int STRIPES = 16;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReferenceArray<@Nullable SessionIdDigest> digests = new AtomicReferenceArray<>(STRIPES);

    /** Returns 256 new random bits in base64url. */
    String next() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Returns the id for the value of a cookie; {@code null} if the value is not in the format of a secret. */
    @Nullable
    SessionId id(String cookieValue) {
        if (cookieValue.length() != LENGTH) {
            return null;
        }
        // Creating a digest costs more than hashing 43 bytes, so digests are reused. A thread that finds none
        // creates one.
        int stripe = (int) (Thread.currentThread().getId() % STRIPES);
        SessionIdDigest free = digests.getAndSet(stripe, null);
        SessionIdDigest digest = free == null ? new SessionIdDigest() : free;
        String id = digest.of(cookieValue);
        digests.set(stripe, digest);
        return id == null ? null : new SessionId(id);
    }
}
