package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who asks, as the rules of the task list see him.
 *
 * @param userId what tasks are assigned to
 * @param apiUser a client of the interface rather than a person at a screen: whoever comes with a token, and every machine.
 *     People act for themselves only; clients may act for others
 * @param permissions of {@code READ} and {@code WRITE}
 * @since 0.1
 */
@Internal
public record Requester(
        String userId,
        String displayName,
        boolean apiUser,
        Set<String> permissions,
        Set<String> groups,
        Set<String> tenants) {

    /** Permission that every change needs. */
    public static final String WRITE = "WRITE";

    private static final String READ = "READ";

    /** The one place where people and clients are told apart. */
    public static Requester of(Caller caller, HttpServletRequest request) {
        String authType = request.getAuthType();
        boolean token = "Bearer".equalsIgnoreCase(authType) || "DPoP".equalsIgnoreCase(authType);
        return new Requester(
                caller.getName(),
                caller.displayName(),
                token || caller.kind() == Caller.Kind.CLIENT,
                caller.permissions(),
                caller.groups(),
                caller.tenants());
    }

    /** The permissions that the task list knows, in a fixed order. */
    public List<String> knownPermissions() {
        return Stream.of(READ, WRITE).filter(permissions::contains).toList();
    }

    /** Somebody unknown who looks at what is public. */
    public static Requester anonymous() {
        return new Requester("", "", false, Set.of(), Set.of(), Set.of());
    }
}
