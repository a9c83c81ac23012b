package dev.gatehouse.jaxrs;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** An interface whose annotations count for what implements it. */
interface Reports<T> {

    @GET
    @Path("reports/{name}")
    @RolesAllowed("reports")
    String report(@PathParam("name") T name);

    @GET
    @Path("opened-reports")
    @PermitAll
    default String opened() {
        return "opened";
    }
}
