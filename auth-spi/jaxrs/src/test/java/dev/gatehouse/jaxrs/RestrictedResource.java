package dev.gatehouse.jaxrs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A superclass whose annotation holds for the methods in it. */
@RolesAllowed("admin")
public abstract class RestrictedResource {

    @GET
    @Path("inherited")
    public String inherited() {
        return "inherited";
    }

    @GET
    @Path("overridden")
    public String overridden() {
        return "of the superclass";
    }
}
