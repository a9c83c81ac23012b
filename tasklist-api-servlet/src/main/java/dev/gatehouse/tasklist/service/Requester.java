package dev.gatehouse.tasklist.service;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessRefusedException;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The caller of an operation, as the task rules see them.
 *
 * @param userId user id, as in assignments
 * @param apiUser whether this is an API client: a caller with a token, or a client by its kind. A person acts for
 *     themselves only; an API client may act for others
 * @param permissions permissions of the caller
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

    /** Permission for every change. */
    private static final String WRITE = "WRITE";

    private static final String READ = "READ";

    /**
     * Returns the requester of an operation that reads. Authentication is enough, as in the original.
     *
     * @throws AccessRefusedException if the caller is anonymous
     */
    public static Requester reader(HttpServletRequest request) {
        return of(Access.require(request), request);
    }

    /**
     * Returns the requester of an operation that changes something.
     *
     * @throws AccessRefusedException if the caller is anonymous or does not have the permission WRITE
     */
    public static Requester writer(HttpServletRequest request) {
        return of(Access.require(request, WRITE), request);
    }

    /** Returns the requester of a request. Only this method distinguishes persons from API clients. */
    private static Requester of(Caller caller, HttpServletRequest request) {
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

    /** Returns those permissions that the Tasklist API defines, in a fixed order. */
    public List<String> knownPermissions() {
        return Stream.of(READ, WRITE).filter(permissions::contains).toList();
    }

    /** Returns the requester for public data. */
    public static Requester anonymous() {
        return new Requester("", "", false, Set.of(), Set.of(), Set.of());
    }
}
