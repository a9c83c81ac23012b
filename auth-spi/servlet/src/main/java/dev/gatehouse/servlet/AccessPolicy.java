package dev.gatehouse.servlet;

import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The access rules of the application by path.
 *
 * <p>The most specific path decides: an exact path before a prefix, a longer prefix before a shorter one. If the rules
 * of that path do not include the request's method, or if no path matches, an authenticated caller is required. A less
 * specific rule never applies instead, so that opening {@code GET /x} opens nothing else. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class AccessPolicy {

    private final Map<String, List<AccessRule>> exact;
    private final Map<String, List<AccessRule>> prefixes;
    private final List<AccessRule> rules;
    private final List<AccessRule> errorPages;

    private AccessPolicy(
            Map<String, List<AccessRule>> exact,
            Map<String, List<AccessRule>> prefixes,
            List<AccessRule> rules,
            List<AccessRule> errorPages) {
        this.exact = exact;
        this.prefixes = prefixes;
        this.rules = rules;
        this.errorPages = errorPages;
    }

    /** Starts a policy. */
    public static Builder builder() {
        return new Builder();
    }

    List<AccessRule> rules() {
        return rules;
    }

    /** Returns the rules of both policies. The same path and method in both is refused. */
    AccessPolicy plus(AccessPolicy other) {
        Builder both = builder();
        rules.forEach(both::rule);
        other.rules.forEach(both::rule);
        both.errorPages.addAll(errorPages);
        both.errorPages.addAll(other.errorPages);
        return both.build();
    }

    /**
     * Returns a warning for each path whose rules are for some methods only, below a prefix that requires more than a
     * caller. The prefix does not apply to the other methods, which readers of the rules overlook.
     */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String path : rules.stream().map(AccessRule::path).distinct().toList()) {
            List<AccessRule> own = rulesAt(path);
            List<AccessRule> shorter = shorterPrefix(path);
            if (shorter == null || own.stream().anyMatch(rule -> rule.methods().isEmpty())) {
                continue;
            }
            for (AccessRule rule : shorter) {
                boolean applies = rule.methods().isEmpty()
                        || rule.methods().stream().anyMatch(method -> choose(own, method) == AccessRule.DEFAULT);
                if (applies && rule.requiresMoreThanACaller()) {
                    Set<String> methods = new TreeSet<>();
                    own.forEach(one -> methods.addAll(one.methods()));
                    warnings.add("the access rules of " + path + " are for " + String.join(", ", methods)
                            + " only: any authenticated caller may use its other methods, although " + rule.path()
                            + " requires more; add a rule for " + path + " without methods");
                    break;
                }
            }
        }
        return warnings;
    }

    private List<AccessRule> rulesAt(String path) {
        return rules.stream().filter(rule -> rule.path().equals(path)).toList();
    }

    /** Returns the rules that would decide if the path had none; {@code null} if there are none. */
    private @Nullable List<AccessRule> shorterPrefix(String path) {
        if (!path.endsWith("/*")) {
            return longestPrefix(path);
        }
        int end = path.lastIndexOf('/', path.length() - 3);
        return end < 0 ? null : longestPrefix(path.substring(0, end));
    }

    /** Returns the rule for a request. Every request has one. */
    AccessRule ruleFor(String method, String path) {
        List<AccessRule> candidates = exact.get(path);
        if (candidates == null && !prefixes.isEmpty()) {
            candidates = longestPrefix(path);
        }
        return candidates == null ? AccessRule.DEFAULT : choose(candidates, method);
    }

    /** Returns the rule for the error page of a request. */
    AccessRule errorRuleFor(String method, String path) {
        for (AccessRule page : errorPages) {
            String prefix = page.path().substring(0, page.path().length() - (page.isPrefix() ? 2 : 0));
            if (path.equals(prefix) || (page.isPrefix() && path.startsWith(prefix + "/"))) {
                return page;
            }
        }
        return ruleFor(method, path);
    }

    private @Nullable List<AccessRule> longestPrefix(String path) {
        int end = path.length();
        while (true) {
            List<AccessRule> candidates = prefixes.get(path.substring(0, end));
            if (candidates != null || end == 0) {
                return candidates;
            }
            end = Math.max(path.lastIndexOf('/', end - 1), 0);
        }
    }

    private static AccessRule choose(List<AccessRule> candidates, String method) {
        AccessRule any = null;
        AccessRule get = null;
        for (AccessRule rule : candidates) {
            if (rule.methods().contains(method)) {
                return rule;
            }
            if (rule.methods().isEmpty()) {
                any = rule;
            } else if (rule.methods().contains("GET")) {
                get = rule;
            }
        }
        if (get != null && method.equals("HEAD")) {
            return get;
        }
        return any == null ? AccessRule.DEFAULT : any;
    }

    /** Collects rules. Not thread-safe. */
    public static final class Builder {
        private final List<AccessRule> rules = new ArrayList<>();
        private final List<AccessRule> errorPages = new ArrayList<>();

        private Builder() {}

        /** Opens a path: credentials are ignored. For health checks, static files and login pages. */
        public Builder open(String path) {
            return rule(AccessRule.at(path).open());
        }

        /** Accepts requests without a credential. A bad credential is refused. */
        public Builder optional(String path) {
            return rule(AccessRule.at(path).optional());
        }

        /** Requires an authenticated caller, as a path without a rule does. */
        public Builder authenticated(String path) {
            return rule(AccessRule.at(path));
        }

        /** Requires a caller with one of these permissions. */
        public Builder permission(String path, String... anyOf) {
            return rule(AccessRule.at(path).permissions(anyOf));
        }

        /**
         * Shows an error page to anyone, but only as an error page: requests for its path follow the other rules. An
         * error page whose rule does not admit the caller is not shown, and the response is the bare status.
         */
        public Builder errorPage(String path) {
            errorPages.add(AccessRule.at(path).open());
            return this;
        }

        /** Adds a rule. */
        public Builder rule(AccessRule rule) {
            rules.add(rule);
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws IllegalArgumentException if two rules have the same path and share a method
         */
        public AccessPolicy build() {
            Map<String, List<AccessRule>> exact = new HashMap<>();
            Map<String, List<AccessRule>> prefixes = new HashMap<>();
            for (AccessRule rule : rules) {
                String path = rule.path();
                List<AccessRule> others = rule.isPrefix()
                        ? prefixes.computeIfAbsent(path.substring(0, path.length() - 2), any -> new ArrayList<>())
                        : exact.computeIfAbsent(path, any -> new ArrayList<>());
                for (AccessRule other : others) {
                    if (overlap(rule, other)) {
                        throw new IllegalArgumentException("two rules for " + rule.name());
                    }
                }
                others.add(rule);
            }
            return new AccessPolicy(exact, prefixes, List.copyOf(rules), List.copyOf(errorPages));
        }

        private static boolean overlap(AccessRule one, AccessRule other) {
            if (one.methods().isEmpty() || other.methods().isEmpty()) {
                return one.methods().isEmpty() && other.methods().isEmpty();
            }
            return one.methods().stream().anyMatch(other.methods()::contains);
        }
    }
}
