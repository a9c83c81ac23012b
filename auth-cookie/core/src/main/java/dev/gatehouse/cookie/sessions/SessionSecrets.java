package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Makes the secrets that cookies carry and derives from each the id under which its session is kept. Thread-safe. */
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

    /** Returns the id of a cookie's value; {@code null} when the value has not the form of our secrets, whatever it is. */
    @Nullable
    SessionId id(String cookieValue) {
        if (cookieValue.length() != LENGTH) {
            return null;
        }
        // Making a digest costs more than the digest of 43 bytes, so they are lent out; whoever finds none makes one.
        int stripe = (int) (Thread.currentThread().getId() % STRIPES);
        SessionIdDigest lent = digests.getAndSet(stripe, null);
        SessionIdDigest digest = lent == null ? new SessionIdDigest() : lent;
        String id = digest.of(cookieValue);
        digests.set(stripe, digest);
        return id == null ? null : new SessionId(id);
    }
}
