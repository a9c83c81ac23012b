package dev.gatehouse.idp.accounts;

import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Permissions of a client or user by audience. Immutable.
 *
 * @since 0.1
 */
@Internal
public record Permissions(Map<String, List<String>> byAudience) {

    /** Stands for every audience that has no entry of its own. */
    public static final String ANY_AUDIENCE = "*";

    public Permissions {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        byAudience.forEach((audience, names) -> copy.put(audience, List.copyOf(names)));
        byAudience = copy;
    }

    /** The entries for these audiences; an audience without permissions is left out, as Keycloak does it. */
    public Map<String, List<String>> forAudiences(List<String> audiences) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String audience : audiences) {
            List<String> names = byAudience.get(audience);
            if (names == null) {
                names = byAudience.getOrDefault(ANY_AUDIENCE, List.of());
            }
            if (!names.isEmpty()) {
                found.put(audience, names);
            }
        }
        return found;
    }

    /** The same as one list without repetitions. */
    public List<String> flat(List<String> audiences) {
        Set<String> all = new LinkedHashSet<>();
        forAudiences(audiences).values().forEach(all::addAll);
        return new ArrayList<>(all);
    }
}
