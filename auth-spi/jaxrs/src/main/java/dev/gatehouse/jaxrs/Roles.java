package dev.gatehouse.jaxrs;

import java.util.List;

/**
 * The roles of which a caller needs one.
 *
 * @param anyOf the roles, each a permission; empty if no role suffices
 * @param isEverybody whether no role is needed
 */
record Roles(List<String> anyOf, boolean isEverybody) {

    static final Roles NONE = new Roles(List.of(), false);
    static final Roles EVERYONE = new Roles(List.of(), true);

    /** The role of every caller (Jakarta Servlet 6.0, section 13.8.1). */
    private static final String ANY_CALLER = "**";

    static Roles of(String[] roles) {
        return new Roles(List.of(roles), false);
    }

    boolean isAnyCaller() {
        return anyOf.contains(ANY_CALLER);
    }
}
