package dev.gatehouse.servlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths whose rules are for some methods only, below a prefix that requires more than a caller. The prefix does
 * not apply to their other methods, so any authenticated caller may use them, which readers of the rules overlook.
 */
final class UncoveredMethods {

    private final Map<String, List<AccessRule>> rules = new LinkedHashMap<>();

    private UncoveredMethods(AccessPolicy policy) {
        for (AccessRule rule : policy.rules()) {
            rules.computeIfAbsent(rule.path(), any -> new ArrayList<>()).add(rule);
        }
    }

    /** Returns a warning for each such path, in the order of the rules. */
    static List<String> warnings(AccessPolicy policy) {
        UncoveredMethods found = new UncoveredMethods(policy);
        List<String> warnings = new ArrayList<>();
        for (String path : found.rules.keySet()) {
            Set<String> covered = found.coveredMethods(path);
            String prefix = covered == null ? null : found.nextPrefix(path);
            if (covered != null && prefix != null && found.isStricterFor(prefix, covered)) {
                warnings.add("the access rules of " + path + " are for " + String.join(", ", covered)
                        + " only: any authenticated caller may use its other methods, although " + prefix
                        + " requires more; add a rule for " + path + " without methods");
            }
        }
        return warnings;
    }

    /** Returns the methods that have a rule of the path; {@code null} if all have. */
    private @Nullable Set<String> coveredMethods(String path) {
        Set<String> covered = new TreeSet<>();
        for (AccessRule rule : rules.getOrDefault(path, List.of())) {
            if (rule.methods().isEmpty()) {
                return null;
            }
            covered.addAll(rule.methods());
        }
        return covered;
    }

    /** Returns the path that would decide if this one had no rules; {@code null} if none would. */
    private @Nullable String nextPrefix(String path) {
        String below = path.endsWith("/*") ? parent(path.substring(0, path.length() - 2)) : path;
        while (below != null) {
            if (rules.containsKey(below + "/*")) {
                return below + "/*";
            }
            below = parent(below);
        }
        return null;
    }

    private static @Nullable String parent(String path) {
        return path.isEmpty() ? null : path.substring(0, path.lastIndexOf('/'));
    }

    private boolean isStricterFor(String prefix, Set<String> covered) {
        for (AccessRule rule : rules.getOrDefault(prefix, List.of())) {
            boolean applies = rule.methods().isEmpty()
                    || rule.methods().stream().anyMatch(method -> !isCovered(method, covered));
            if (applies && requiresMoreThanACaller(rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCovered(String method, Set<String> covered) {
        return covered.contains(method) || (method.equals("HEAD") && covered.contains("GET"));
    }

    private static boolean requiresMoreThanACaller(AccessRule rule) {
        return rule.mode() == AccessRule.Mode.AUTHENTICATED
                && !(rule.permissions().isEmpty()
                        && rule.mechanisms().isEmpty()
                        && rule.acr().isEmpty()
                        && rule.maxAge().isEmpty());
    }
}
