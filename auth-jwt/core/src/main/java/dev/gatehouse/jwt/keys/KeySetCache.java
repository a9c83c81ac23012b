package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The last good keys of each issuer. They survive a reload of the configuration, so that the new verifier can verify
 * tokens before its first fetch. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeySetCache {

    /** Keys are reused only for the same issuer and the same location. */
    private record Place(String issuer, KeyLocation location) {}

    private final ConcurrentMap<Place, JwkSource.Snapshot> snapshots = new ConcurrentHashMap<>();

    public JwkSource.@Nullable Snapshot recall(String issuer, KeyLocation location) {
        return snapshots.get(new Place(issuer, location));
    }

    public void remember(String issuer, KeyLocation location, JwkSource.Snapshot snapshot) {
        snapshots.put(new Place(issuer, location), snapshot);
    }
}
