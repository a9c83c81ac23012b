package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK set (RFC 7517 section 5). Unusable keys are skipped, and the others are used. Unusable are shared
 * secrets, published private keys, keys for encryption, weak and well-known keys, points off their curve and unknown
 * types. A document that is not a JWK set is an error. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeySetReader {

    private static final int MAX_KEYS = 256;
    private static final int MAX_SAME_KID = 4;
    private static final int MAX_SHOWN_KID = 64;

    private final StrictJson json = new StrictJson(64 * 1024);
    private final VerificationKeyReader reader = new VerificationKeyReader();

    /**
     * Returns the keys of a document.
     *
     * @param before the current set; its key objects are reused for the keys that are still in the document
     * @return {@code null} if the document is not a JWK set
     */
    @Nullable
    public KeySet read(byte[] document, @Nullable KeySet before) {
        Map<String, @Nullable Object> members = json.object(document);
        if (members == null || !(members.get("keys") instanceof List<?> entries) || entries.size() > MAX_KEYS) {
            return null;
        }
        List<VerificationKey> keys = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> jwk)) {
                return null;
            }
            try {
                VerificationKey key = reader.read(jwk);
                if (!tooManyOfOneKid(keys, key)) {
                    keys.add(reused(key, before));
                }
            } catch (UnusableKeyException unusable) {
                if (!unusable.isOrdinary()) {
                    skipped.add(unusable.getMessage() + shown(jwk.get("kid")));
                }
            }
        }
        return new KeySet(keys, skipped);
    }

    private static boolean tooManyOfOneKid(List<VerificationKey> keys, VerificationKey key) {
        int same = 0;
        for (VerificationKey other : keys) {
            if (other.sameEntry(key)) {
                return true;
            }
            same += key.kid() != null && key.kid().equals(other.kid()) ? 1 : 0;
        }
        return same >= MAX_SAME_KID;
    }

    private static VerificationKey reused(VerificationKey key, @Nullable KeySet before) {
        if (before != null) {
            for (VerificationKey old : before.keys()) {
                if (old.sameEntry(key)) {
                    return old;
                }
            }
        }
        return key;
    }

    /** Returns the kid for a log line; empty if it is too long or not printable. */
    private static String shown(@Nullable Object kid) {
        if (!(kid instanceof String text) || text.isEmpty() || text.length() > MAX_SHOWN_KID) {
            return "";
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return "";
            }
        }
        return " (kid " + text + ")";
    }
}
