package dev.gatehouse.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much an {@link ObjectGraph} has on each path.
 *
 * @param byPath the amounts, those of the shortest paths first
 */
record Amounts(Map<FieldPath, Long> byPath) {

    private static final int SHOWN = 3;

    /** An entry of a collection may grow less than what it leads to, and is the better name. */
    private static final int SHARE = 16;

    long total() {
        return byPath.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns in words where a later graph has more, the shortest paths first. */
    String growthTo(Amounts later) {
        Map<FieldPath, Long> grown = new LinkedHashMap<>();
        later.byPath.forEach((path, amount) -> grown.put(path, amount - byPath.getOrDefault(path, 0L)));
        long most = grown.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return grown.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && entry.getValue() >= most / SHARE)
                .limit(SHOWN)
                .map(entry -> entry.getValue() + " more at " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
