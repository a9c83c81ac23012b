package dev.gatehouse.jwt;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The last good keys of each issuer. They survive a reload of the configuration, so that the new verifier can verify
 * tokens before its first fetch. Thread-safe.
 */
final class KeyMemory {

    /** Keys are reused only for the same issuer and the same location. */
    private record Place(String issuer, KeyLocation location) {}

    private final ConcurrentMap<Place, KeyRing.Snapshot> snapshots = new ConcurrentHashMap<>();

    KeyRing.@Nullable Snapshot recall(IssuerPolicy policy) {
        return snapshots.get(new Place(policy.issuer(), policy.keys()));
    }

    void remember(IssuerPolicy policy, KeyRing.Snapshot snapshot) {
        snapshots.put(new Place(policy.issuer(), policy.keys()), snapshot);
    }
}
