package dev.gatehouse.jaxrs;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Opens the methods in it, and not those that it inherits. */
@Path("inheriting")
@PermitAll
public class InheritingResource extends RestrictedResource {

    @GET
    @Path("own")
    public String own() {
        return "own";
    }

    @Override
    public String overridden() {
        return "overridden";
    }
}
