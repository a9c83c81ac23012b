package dev.gatehouse.jwt;

import dev.gatehouse.support.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK set (RFC 7517 section 5). Keys that can't serve are passed over and the others serve: shared secrets, private keys that somebody published, keys for
 * encryption, weak and well-known ones, points off their curve, unknown types. A document that is no JWK set at all is an error. Thread-safe.
 */
final class KeySetReader {

    private static final int MAX_KEYS = 256;
    private static final int MAX_SAME_KID = 4;
    private static final int MAX_SHOWN_KID = 64;

    private final StrictJson json = new StrictJson(64 * 1024);
    private final JwkReader reader = new JwkReader();

    /**
     * Returns the keys of a document.
     *
     * @param before the set until now, whose key objects stay in use where the document still has them
     * @return {@code null} when the document is no JWK set
     */
    @Nullable
    KeySet read(byte[] document, @Nullable KeySet before) {
        Map<String, @Nullable Object> members = json.object(document);
        if (members == null || !(members.get("keys") instanceof List<?> entries) || entries.size() > MAX_KEYS) {
            return null;
        }
        List<VerificationKey> keys = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
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
                    passedOver.add(unusable.getMessage() + shown(jwk.get("kid")));
                }
            }
        }
        return new KeySet(keys, passedOver);
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

    /** A kid as a line of a log can hold it. */
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
