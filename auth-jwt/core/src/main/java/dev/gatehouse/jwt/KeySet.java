package dev.gatehouse.jwt;

import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The usable keys of an issuer as they were published at one time. Immutable. */
final class KeySet {

    private final List<VerificationKey> keys;
    private final Map<String, List<VerificationKey>> byKid;
    private final Set<VerificationKey> identities;
    private final List<String> passedOver;

    KeySet(List<VerificationKey> keys) {
        this(keys, List.of());
    }

    /** @param passedOver what was published and is not used though it should be, in words for operators */
    KeySet(List<VerificationKey> keys, List<String> passedOver) {
        this.keys = List.copyOf(keys);
        this.passedOver = List.copyOf(passedOver);
        this.identities = Set.copyOf(keys);
        Map<String, List<VerificationKey>> found = new HashMap<>();
        for (VerificationKey key : keys) {
            if (key.kid() != null) {
                found.computeIfAbsent(key.kid(), absent -> new ArrayList<>()).add(key);
            }
        }
        this.byKid = found;
    }

    List<VerificationKey> keys() {
        return keys;
    }

    List<String> passedOver() {
        return passedOver;
    }

    /** Returns how many RSA keys are shorter than recommended. */
    int shortRsaKeys() {
        int count = 0;
        for (VerificationKey key : keys) {
            count += key.key() instanceof RSAPublicKey rsa && RsaKeyStrength.belowRecommended(rsa) ? 1 : 0;
        }
        return count;
    }

    /** Whether this very key object is in the set. */
    boolean contains(VerificationKey key) {
        return identities.contains(key);
    }

    Set<String> kids() {
        return byKid.keySet();
    }

    boolean knows(String kid) {
        return byKid.containsKey(kid);
    }

    /** Returns the keys of this kid that fit the algorithm; normally one or none. Two of one kid are alternatives (RFC 7517 section 4.5). */
    List<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        return fitting(byKid.getOrDefault(kid, List.of()), algorithm);
    }

    /** Returns the only key that fits the algorithm; {@code null} when there is none or more than one. */
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
