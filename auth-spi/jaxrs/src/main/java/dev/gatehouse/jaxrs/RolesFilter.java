package dev.gatehouse.jaxrs;

import dev.gatehouse.servlet.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Requires a role before a resource method is called. Not a record, because a runtime compares its filters at the
 * start, when the proxy of the request has no request.
 */
final class RolesFilter implements ContainerRequestFilter {

    private final HttpServletRequest request;
    private final Roles roles;

    /** @param request a proxy of the current request */
    RolesFilter(HttpServletRequest request, Roles roles) {
        this.request = request;
        this.roles = roles;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        require(request, roles);
    }

    static void require(HttpServletRequest request, Roles roles) {
        if (roles.isAnyCaller()) {
            Access.require(request);
        } else if (roles.anyOf().isEmpty()) {
            throw Access.refuse(request);
        } else {
            Access.require(request, roles.anyOf().toArray(String[]::new));
        }
    }
}
