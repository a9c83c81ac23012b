package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The last good keys of each issuer. They survive a reload of the configuration, so that the new verifier can verify
 * tokens before its first fetch. It also knows which key sets have been logged. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeySetCache {

    /** Keys are reused only for the same issuer and the same location. */
    private record Place(String issuer, KeyLocation location) {}

    /** What the log says of a key set. */
    private record Content(Set<VerificationKey.Identity> keys, List<String> unused) {}

    /** More key sets of one issuer are forgotten, and told again. */
    private static final int MAX_TOLD = 16;

    private final ConcurrentMap<Place, JwkSource.Snapshot> snapshots = new ConcurrentHashMap<>();
    private final Map<Place, Set<Content>> told = new HashMap<>();

    public JwkSource.@Nullable Snapshot recall(String issuer, KeyLocation location) {
        return snapshots.get(new Place(issuer, location));
    }

    public void remember(String issuer, KeyLocation location, JwkSource.Snapshot snapshot) {
        snapshots.put(new Place(issuer, location), snapshot);
    }

    /** Returns whether the content of a key set is new; it is not from now on, also after a reload. */
    public boolean isNews(String issuer, KeyLocation location, KeySet set) {
        Set<VerificationKey.Identity> keys = new HashSet<>();
        set.keys().forEach(key -> keys.add(key.identity()));
        Content content = new Content(keys, set.unused());
        synchronized (told) {
            Set<Content> earlier = told.computeIfAbsent(new Place(issuer, location), place -> new HashSet<>());
            if (earlier.size() == MAX_TOLD && !earlier.contains(content)) {
                earlier.clear();
            }
            return earlier.add(content);
        }
    }
}
