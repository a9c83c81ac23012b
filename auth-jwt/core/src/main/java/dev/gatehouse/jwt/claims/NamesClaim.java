package dev.gatehouse.jwt.claims;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A claim with the names of permissions, groups or tenants: a list of strings, or one string.
 *
 * <p>A path that ends in {@code .*} stands for the names of the members of an object. A member counts if its value is
 * an object that is not empty: Zitadel sends {@code {"admin":{"<organization ID>":"<domain>"}}}, while
 * {@code {"admin":false}} grants nothing. A path may lead through a list of objects, such as {@code groups.display} for
 * {@code [{"display":"Ops"}]}. Immutable.
 *
 * @param path the path without {@code .*}
 * @param members whether the names are those of the members of an object
 * @param lists whether the path may lead through lists of objects
 * @since 0.1
 */
@Internal
public record NamesClaim(ClaimPath path, boolean members, boolean lists) {

    private static final String MEMBERS = ".*";

    /**
     * Reads a path to names.
     *
     * @throws IllegalArgumentException if it is not a path
     */
    public static NamesClaim of(String text) {
        String trimmed = text.strip();
        boolean members = trimmed.endsWith(MEMBERS);
        String path = members ? trimmed.substring(0, trimmed.length() - MEMBERS.length()) : trimmed;
        return new NamesClaim(new ClaimPath(path), members, true);
    }

    /** Returns the claim for a member of an object. Dots in the two names are part of the names. */
    public static NamesClaim in(String object, String member) {
        return new NamesClaim(ClaimPath.to(object, member), false, false);
    }

    /** Returns the value of the claim; {@code null} if there is none. */
    @Nullable
    public Object value(Map<String, @Nullable Object> claims) {
        return lists ? path.throughListsIn(claims) : path.in(claims);
    }

    /**
     * Returns the names in a value; an empty list if the value has an unexpected type.
     *
     * @param organizations the members of a role's object of which it needs one; empty if any member counts
     */
    public List<String> names(@Nullable Object value, NameSeparator separator, Set<String> organizations) {
        if (members) {
            return memberNames(value, organizations);
        }
        if (value instanceof String text) {
            return separator.split(text, path.isScopes());
        }
        List<String> strings = Claims.strings(value);
        return strings == null ? List.of() : strings;
    }

    private static List<String> memberNames(@Nullable Object value, Set<String> organizations) {
        List<String> names = new ArrayList<>();
        for (Object element : value instanceof List<?> objects ? objects : value == null ? List.of() : List.of(value)) {
            if (!(element instanceof Map<?, ?> object)) {
                return List.of();
            }
            object.forEach((name, role) -> {
                if (role instanceof Map<?, ?> holders && counts(holders, organizations)) {
                    names.add((String) name);
                }
            });
        }
        return names;
    }

    private static boolean counts(Map<?, ?> holders, Set<String> organizations) {
        for (Map.Entry<?, ?> holder : holders.entrySet()) {
            boolean listed = organizations.isEmpty() || organizations.contains(holder.getKey());
            if (listed && holder.getValue() != null && !Boolean.FALSE.equals(holder.getValue())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return members ? path + MEMBERS : path.toString();
    }
}
