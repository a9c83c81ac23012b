package dev.gatehouse.idp;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores values until they expire, at most the newest {@value #CAPACITY}. Thread-safe. */
final class Ledger<V> {

    private static final int CAPACITY = 20_000;

    private record Entry<V>(V value, Instant expiry) {}

    private final Clock clock;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    Ledger(Clock clock) {
        this.clock = clock;
    }

    synchronized void put(String key, V value, Instant expiry) {
        entries.put(key, new Entry<>(value, expiry));
        if (entries.size() > CAPACITY) {
            Iterator<String> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Stores the value and returns true unless the key has one. */
    synchronized boolean putIfAbsent(String key, V value, Instant expiry) {
        if (find(key).isPresent()) {
            return false;
        }
        put(key, value, expiry);
        return true;
    }

    /** Returns all values that have not expired, oldest first. */
    synchronized List<V> values() {
        Instant now = clock.instant();
        return entries.values().stream()
                .filter(entry -> now.isBefore(entry.expiry()))
                .map(Entry::value)
                .toList();
    }

    /** Returns the value and keeps it. */
    synchronized Optional<V> find(String key) {
        return alive(key, entries.get(key));
    }

    /** Removes and returns the value, so that only one of several callers gets it. */
    synchronized Optional<V> take(String key) {
        return alive(key, entries.remove(key));
    }

    private Optional<V> alive(String key, @Nullable Entry<V> entry) {
        if (entry == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(entry.expiry())) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }
}
