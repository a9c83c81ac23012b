package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** More keys than any issuer needs. Reading that many takes a fraction of a second. */
    static final int MAX_KEYS = 2_000;

    private static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_SAME_KID = 4;
    private static final int MAX_SHOWN_KID = 64;

    private final StrictJson json = new StrictJson(MAX_TEXT);
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
        if (members == null || !(members.get("keys") instanceof List<?> entries) || !holdsKeys(entries)) {
            return null;
        }
        Map<VerificationKey.Identity, VerificationKey> known = new HashMap<>();
        if (before != null) {
            before.keys().forEach(key -> known.put(key.identity(), key));
        }
        List<KeySet.Entry> keys = new ArrayList<>();
        List<KeySet.Dropped> dropped = new ArrayList<>();
        Map<VerificationKey.Identity, VerificationKey> seen = new HashMap<>();
        Map<String, Integer> perKid = new HashMap<>();
        for (Object entry : entries.subList(0, Math.min(entries.size(), MAX_KEYS))) {
            if (!(entry instanceof Map<?, ?> jwk)) {
                dropped.add(new KeySet.Dropped("an entry that is not an object", false));
                continue;
            }
            Map<String, Object> strict = PublishedJwk.strict(jwk);
            try {
                VerificationKey key = reader.read(strict);
                VerificationKey same = seen.get(key.identity());
                if (same == null) {
                    same = known.getOrDefault(key.identity(), key);
                    requireRoom(perKid, key.kid());
                    seen.put(key.identity(), same);
                }
                keys.add(new KeySet.Entry(same, KeyThumbprints.of(strict)));
            } catch (UnusableKeyException unusable) {
                dropped.add(new KeySet.Dropped(unusable.getMessage() + shown(jwk.get("kid")), unusable.isOrdinary()));
            }
        }
        return new KeySet(keys, dropped, entries.size());
    }

    /** Returns in words why a document is not a JWK set. They continue a sentence that names the document. */
    public String defect(byte[] document) {
        return KeySetDefect.of(document, MAX_TEXT);
    }

    /** A list without any object is not a list of keys. An empty one is. */
    private static boolean holdsKeys(List<?> entries) {
        return entries.isEmpty() || entries.stream().anyMatch(entry -> entry instanceof Map<?, ?>);
    }

    private static void requireRoom(Map<String, Integer> perKid, @Nullable String kid) throws UnusableKeyException {
        if (kid != null && perKid.merge(kid, 1, Integer::sum) > MAX_SAME_KID) {
            throw UnusableKeyException.bad("a key whose kid is that of " + MAX_SAME_KID + " other keys");
        }
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
