package dev.gatehouse.jaxrs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Has the path and the role of a locator that a class implements. */
public interface Shelves {

    @Path("shelf/{name}")
    @RolesAllowed("shelves")
    Object shelf(@PathParam("name") String name);
}
