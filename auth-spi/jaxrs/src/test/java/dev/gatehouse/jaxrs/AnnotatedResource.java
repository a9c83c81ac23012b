package dev.gatehouse.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Resources whose annotations say who may call them. */
@Path("annotated")
@RolesAllowed("admin")
public class AnnotatedResource implements Reports<String> {

    @GET
    public String ofTheClass() {
        return "admin";
    }

    @GET
    @Path("roles")
    @RolesAllowed({"orders:read", "orders:write"})
    public String roles() {
        return "read or write";
    }

    @GET
    @Path("caller")
    @RolesAllowed("**")
    public String caller() {
        return "any caller";
    }

    @GET
    @Path("everyone")
    @PermitAll
    public String everyone() {
        return "everyone";
    }

    @GET
    @Path("closed")
    @DenyAll
    public String closed() {
        return "never";
    }

    @GET
    @Path("no-roles")
    @RolesAllowed({})
    public String noRoles() {
        return "never";
    }

    @Override
    public String report(String name) {
        return "report " + name;
    }

    @Override
    public String opened() {
        return "restricted";
    }
}
