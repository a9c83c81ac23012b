package dev.gatehouse.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of a claim: member names joined by dots, such as {@code realm_access.roles}. A member name may contain dots,
 * as URLs do: at each level the longest name that exists is taken first. Immutable.
 */
final class ClaimPath {

    private final String path;
    private final @Nullable String member;

    /** The parts before and after each dot, the last dot first. They are split once, not for each token. */
    private final List<String> heads;

    private final List<String> tails;

    private ClaimPath(String path, @Nullable String member) {
        this.path = path;
        this.member = member;
        List<String> before = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            before.add(path.substring(0, dot));
            behind.add(path.substring(dot + 1));
        }
        this.heads = List.copyOf(before);
        this.tails = List.copyOf(behind);
    }

    /** Returns the path of a member of an object. Dots in the two names are part of the names. */
    static ClaimPath to(String object, String member) {
        return new ClaimPath(object, member);
    }

    /** @throws IllegalArgumentException if a name is empty */
    ClaimPath(String path) {
        this(path, null);
        if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw new IllegalArgumentException("expected claim names joined by dots, such as realm_access.roles");
        }
    }

    /** Returns the value at this path; {@code null} if there is none. */
    @Nullable
    Object in(Map<?, ?> claims) {
        if (member == null) {
            Object whole = claims.get(path);
            return whole == null ? within(claims) : whole;
        }
        return claims.get(path) instanceof Map<?, ?> object ? object.get(member) : null;
    }

    private @Nullable Object within(Map<?, ?> claims) {
        for (int i = 0; i < heads.size(); i++) {
            if (claims.get(heads.get(i)) instanceof Map<?, ?> inner) {
                Object value = resolve(inner, tails.get(i));
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static @Nullable Object resolve(Map<?, ?> members, String path) {
        Object whole = members.get(path);
        if (whole != null) {
            return whole;
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (members.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                Object value = resolve(inner, path.substring(dot + 1));
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClaimPath that && path.equals(that.path) && Objects.equals(member, that.member);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, member);
    }

    @Override
    public String toString() {
        return member == null ? path : path + "." + member;
    }
}
