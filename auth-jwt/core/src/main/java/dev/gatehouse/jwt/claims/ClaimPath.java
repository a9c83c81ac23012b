package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The path of a claim: member names joined by dots, such as {@code realm_access.roles}. A member name may contain dots,
 * as URLs do: at each level the longest name that exists is taken first. A name in double quotes is exact, as in
 * {@code resource_access."my.client".roles}. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class ClaimPath {

    /** The claims with scopes of an API, which ID tokens never have. */
    static final Set<String> SCOPES = Set.of("scp", "scope");

    private record Part(String name, boolean exact) {}

    private final String text;
    private final List<Part> parts;

    /** The name of the parts from the first index to the second; {@code null} where an exact part is not alone. */
    private final @Nullable String[][] names;

    private ClaimPath(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.names = new String[parts.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = namesFrom(i);
        }
    }

    private @Nullable String[] namesFrom(int first) {
        @Nullable String[] joined = new @Nullable String[parts.size()];
        StringBuilder name = new StringBuilder(parts.get(first).name());
        joined[first] = name.toString();
        for (int i = first + 1;
                i < joined.length && !parts.get(first).exact() && !parts.get(i).exact();
                i++) {
            joined[i] = name.append('.').append(parts.get(i).name()).toString();
        }
        return joined;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if a name is empty, or if a quote is misplaced
     */
    public ClaimPath(String text) {
        this(text, parse(text));
    }

    /**
     * Returns the one spelling of the path of a single claim: quotes that change nothing are removed. Lists of claims
     * that have a meaning are compared with it.
     *
     * @throws IllegalArgumentException if it is not a path
     */
    static String canonical(String text) {
        List<Part> parts = parse(text);
        String name = parts.get(0).name();
        return parts.size() == 1 && name.indexOf('.') < 0 && name.indexOf('"') < 0 ? name : text;
    }

    /** Returns whether this is a claim whose string is a list of scopes (RFC 8693 section 4.2). */
    boolean isScopes() {
        return parts.size() == 1 && SCOPES.contains(parts.get(0).name());
    }

    /** Returns the path of a member of an object. Dots in the two names are part of the names. */
    static ClaimPath to(String object, String member) {
        return new ClaimPath(object + "." + member, List.of(new Part(object, true), new Part(member, true)));
    }

    private static List<Part> parse(String text) {
        List<Part> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == '.' && !quoted)) {
                parts.add(part(text.substring(from, i)));
                from = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    private static Part part(String text) {
        String name = SettingList.unquoted(text);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected claim names joined by dots, such as realm_access.roles");
        }
        boolean exact = text.indexOf('"') >= 0;
        if (!exact && name.equals("*")) {
            throw new IllegalArgumentException("* is allowed only at the end of the path of a claim with permissions,"
                    + " groups or tenants, such as roles.*; write \"*\" for a claim with this name");
        }
        return new Part(name, exact);
    }

    /** Returns the value at this path; {@code null} if there is none. */
    @Nullable
    public Object in(Map<?, ?> claims) {
        return resolve(claims, 0, false);
    }

    /**
     * Returns the value at this path; {@code null} if there is none. Where the path meets a list of objects, it is the
     * list of the values in these objects.
     */
    @Nullable
    Object throughListsIn(Map<?, ?> claims) {
        return resolve(claims, 0, true);
    }

    private @Nullable Object resolve(Map<?, ?> members, int first, boolean lists) {
        for (int last = parts.size() - 1; last >= first; last--) {
            String name = names[first][last];
            Object value = name == null ? null : members.get(name);
            if (value != null && last < parts.size() - 1) {
                value = within(value, last + 1, lists);
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object within(Object value, int first, boolean lists) {
        if (value instanceof Map<?, ?> inner) {
            return resolve(inner, first, lists);
        }
        return lists && value instanceof List<?> elements ? collected(elements, first) : null;
    }

    private @Nullable Object collected(List<?> elements, int first) {
        List<Object> values = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> object)) {
                return null;
            }
            Object value = resolve(object, first, false);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClaimPath that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
