package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.crypto.RsaKeyStrength;
import dev.gatehouse.spi.stability.Internal;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The usable keys of one JWK set document of an issuer. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class KeySet {

    /** A usable key, and the thumbprints that one entry of the document publishes for it. */
    record Entry(VerificationKey key, KeyThumbprints thumbprints) {}

    /**
     * A key that cannot be used.
     *
     * @param reason the reason and the kid, for the log
     * @param ordinary whether it is a good key for another purpose
     */
    record Dropped(String reason, boolean ordinary) {}

    /** A token that does not name its key is verified with this many keys at most. */
    static final int MAX_CANDIDATES = 4;

    private final List<Entry> entries;
    private final List<VerificationKey> keys;
    private final Map<String, List<VerificationKey>> byKid;
    private final Set<VerificationKey> identities;
    private final List<Dropped> dropped;
    private final int published;

    /** @param published the number of entries of the document, including those beyond the limit */
    KeySet(List<Entry> entries, List<Dropped> dropped, int published) {
        this.entries = List.copyOf(entries);
        this.dropped = List.copyOf(dropped);
        this.published = published;
        Set<VerificationKey> distinct = new LinkedHashSet<>();
        entries.forEach(entry -> distinct.add(entry.key));
        this.keys = List.copyOf(distinct);
        this.identities = Set.copyOf(distinct);
        Map<String, List<VerificationKey>> found = new HashMap<>();
        for (VerificationKey key : keys) {
            if (key.kid() != null) {
                found.computeIfAbsent(key.kid(), absent -> new ArrayList<>()).add(key);
            }
        }
        this.byKid = found;
    }

    public List<VerificationKey> keys() {
        return keys;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether the document has more entries than are read, so that a key may be among the others. */
    boolean isCut() {
        return published > KeySetReader.MAX_KEYS;
    }

    /** Returns the number of entries of the document. */
    int published() {
        return published;
    }

    /** Returns descriptions of the keys that should not have been published. */
    public List<String> skipped() {
        return dropped.stream()
                .filter(key -> !key.ordinary)
                .map(Dropped::reason)
                .toList();
    }

    /** Returns descriptions of all keys that are not used. */
    List<String> unused() {
        return dropped.stream().map(Dropped::reason).toList();
    }

    /** Returns the number of RSA keys that are shorter than recommended. */
    int shortRsaKeys() {
        int count = 0;
        for (VerificationKey key : keys) {
            count += key.key() instanceof RSAPublicKey rsa && RsaKeyStrength.belowRecommended(rsa) ? 1 : 0;
        }
        return count;
    }

    /** Whether this key object is in the set, by identity. */
    boolean contains(VerificationKey key) {
        return identities.contains(key);
    }

    Set<String> kids() {
        return byKid.keySet();
    }

    boolean knows(String kid) {
        return byKid.containsKey(kid);
    }

    /**
     * Returns the candidate keys for a token: those with its kid; without a kid, those with its thumbprint; without
     * both, all that fit its algorithm.
     *
     * @return normally one key or none; more than {@link #MAX_CANDIDATES} if the token is ambiguous
     */
    List<VerificationKey> find(KeyQuery query) {
        if (query.kid() != null) {
            return find(query.kid(), query.algorithm());
        }
        List<VerificationKey> candidates = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.key.fits(query.algorithm())
                    && (query.thumbprint() == null || entry.thumbprints.match(query.thumbprint()))
                    && isOther(entry.key, candidates)) {
                candidates.add(entry.key);
                if (candidates.size() > MAX_CANDIDATES) {
                    break;
                }
            }
        }
        return candidates;
    }

    /** One key under several kids is one candidate. */
    private static boolean isOther(VerificationKey key, List<VerificationKey> candidates) {
        for (VerificationKey candidate : candidates) {
            if (candidate.key().equals(key.key())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the keys with this kid that fit the algorithm; normally one or none. Two keys with one kid are
     * alternatives (RFC 7517 section 4.5).
     */
    List<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        List<VerificationKey> candidates = byKid.getOrDefault(kid, List.of());
        if (candidates.size() == 1) {
            return candidates.get(0).fits(algorithm) ? candidates : List.of();
        }
        List<VerificationKey> fitting = new ArrayList<>();
        for (VerificationKey key : candidates) {
            if (key.fits(algorithm)) {
                fitting.add(key);
            }
        }
        return fitting;
    }
}
