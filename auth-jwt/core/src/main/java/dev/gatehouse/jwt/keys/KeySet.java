package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usable keys of one JWK set document of an issuer. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class KeySet {

    private final List<VerificationKey> keys;
    private final Map<String, List<VerificationKey>> byKid;
    private final Set<VerificationKey> identities;
    private final List<String> skipped;

    KeySet(List<VerificationKey> keys) {
        this(keys, List.of());
    }

    /** @param skipped descriptions of the keys that were skipped because they are unusable, for the log */
    KeySet(List<VerificationKey> keys, List<String> skipped) {
        this.keys = List.copyOf(keys);
        this.skipped = List.copyOf(skipped);
        this.identities = Set.copyOf(keys);
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

    List<String> skipped() {
        return skipped;
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
     * Returns the keys with this kid that fit the algorithm; normally one or none. Two keys with one kid are
     * alternatives (RFC 7517 section 4.5).
     */
    List<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        return fitting(byKid.getOrDefault(kid, List.of()), algorithm);
    }

    /** Returns the only key that fits the algorithm; {@code null} if there is none or more than one. */
    @Nullable
    VerificationKey only(SigningAlgorithm algorithm) {
        List<VerificationKey> fitting = fitting(keys, algorithm);
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private static List<VerificationKey> fitting(List<VerificationKey> candidates, SigningAlgorithm algorithm) {
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
