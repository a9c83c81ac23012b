package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.NameSeparator;
import dev.gatehouse.jwt.claims.NamesClaim;
import dev.gatehouse.support.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions in the claims of an issuer's tokens. If a token has claims with permissions but none of them grants
 * anything, that is logged at most once an hour: the cause is nearly always a wrong path or a missing entry of the map.
 * Thread-safe.
 */
final class PermissionClaims {

    private static final Logger LOG = LoggerFactory.getLogger(PermissionClaims.class);
    private static final long INTERVAL = Duration.ofHours(1).toNanos();
    private static final int SHOWN_NAMES = 5;
    private static final int SHOWN_LENGTH = 60;

    /**
     * How claims are read.
     *
     * @param claims the claims; the permissions of all of them are granted
     * @param separator what separates the permissions in a string
     * @param organizations the organizations that count in objects of roles; empty if all count
     * @param names the application's names of permissions, by their names in tokens
     * @param granted the permissions of every caller
     */
    record Rules(
            List<NamesClaim> claims,
            NameSeparator separator,
            Set<String> organizations,
            Map<String, String> names,
            Set<String> granted) {
        Rules {
            claims = List.copyOf(claims);
            organizations = Set.copyOf(organizations);
            names = Map.copyOf(names);
            granted = Set.copyOf(granted);
        }
    }

    private final Rules rules;
    private final LongSupplier nanos;

    /** When the next message may be logged; 0 before the first one. */
    private final AtomicLong nextMessage = new AtomicLong();

    PermissionClaims(Rules rules, LongSupplier nanos) {
        this.rules = rules;
        this.nanos = nanos;
    }

    /** Returns the permissions of a token. */
    Set<String> of(VerifiedToken token) {
        if (rules.claims().isEmpty()) {
            return rules.granted();
        }
        List<String> all = new ArrayList<>(4);
        all.addAll(rules.granted());
        boolean anyKnown = false;
        boolean anySaid = false;
        for (NamesClaim claim : rules.claims()) {
            Object value = claim.value(token.claims());
            for (String name : claim.names(value, rules.separator(), rules.organizations())) {
                String permission = rules.names().getOrDefault(name, name);
                anyKnown |= isKnown(name, permission);
                all.add(permission);
            }
            anySaid |= saysSomething(value);
        }
        if (anySaid && !anyKnown) {
            tell(token);
        }
        return Set.copyOf(all);
    }

    /** Without a map, the permissions that the application knows are unknown here. */
    private boolean isKnown(String name, String permission) {
        return rules.names().isEmpty()
                || rules.names().containsKey(name)
                || rules.names().containsValue(permission);
    }

    /** A claim that is empty states that the caller has no permission, which is normal. */
    private static boolean saysSomething(@Nullable Object value) {
        return value != null
                && !(value instanceof String text && text.isBlank())
                && !(value instanceof Collection<?> elements && elements.isEmpty())
                && !(value instanceof Map<?, ?> members && members.isEmpty());
    }

    private void tell(VerifiedToken token) {
        long now = nanos.getAsLong();
        long next = nextMessage.get();
        boolean soon = next != 0 && now - next < 0;
        // 0 is reserved for no message so far.
        if (soon || !nextMessage.compareAndSet(next, now + INTERVAL == 0 ? 1 : now + INTERVAL)) {
            return;
        }
        List<String> findings = new ArrayList<>();
        for (NamesClaim claim : rules.claims()) {
            Object value = claim.value(token.claims());
            if (saysSomething(value)) {
                findings.add(claim + ": " + finding(claim, value));
            }
        }
        LOG.warn(
                "issuer {}: a token has claims with permissions, but they grant none. Claim {}. Check"
                        + " permissions-claims and permission-map of this issuer. This is logged at most once an hour",
                Printable.text(token.issuer(), 300),
                String.join("; claim ", findings));
    }

    private String finding(NamesClaim claim, @Nullable Object value) {
        List<String> names = claim.names(value, rules.separator(), rules.organizations());
        if (!names.isEmpty()) {
            return "permission-map has none of its " + names.size() + " names: " + shown(names);
        }
        if (claim.members()) {
            return rules.organizations().isEmpty()
                    ? "no member has an object that is not empty as its value"
                    : "no member has an object with a listed organization as its value";
        }
        if (value instanceof Map<?, ?> members) {
            return "it is an object with the members " + shown(members.keySet())
                    + "; if their names are permissions, append .* to the path";
        }
        return "expected a list of strings or a string, but it is "
                + (value instanceof List<?> ? "a list with other elements" : "another value");
    }

    private static String shown(Collection<?> names) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (Object name : names) {
            if (count++ == SHOWN_NAMES) {
                return shown.append(" and ")
                        .append(names.size() - SHOWN_NAMES)
                        .append(" more")
                        .toString();
            }
            shown.append(count == 1 ? "" : ", ").append(Printable.text(String.valueOf(name), SHOWN_LENGTH));
        }
        return shown.toString();
    }
}
