package dev.gatehouse.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** A resource whose locators say who may reach their sub-resources. */
@Path("located")
@RolesAllowed("admin")
public class LocatorResource implements Shelves {

    @GET
    public String own() {
        return "own";
    }

    @Path("class")
    public Plain ofTheClass() {
        return new Plain();
    }

    @Path("roles")
    @RolesAllowed({"orders:read", "orders:write"})
    public Nested roles() {
        return new Nested();
    }

    @Path("closed")
    @DenyAll
    public Closed closed() {
        return new Closed();
    }

    @Path("everyone")
    @PermitAll
    public Open everyone() {
        return new Open();
    }

    @Override
    public Shelf shelf(String name) {
        return new Shelf();
    }

    /** A sub-resource without annotations. */
    public static class Plain {
        @GET
        public String get() {
            return "plain";
        }
    }

    /** A sub-resource with a locator of its own. */
    public static class Nested {
        @GET
        public String get() {
            return "nested";
        }

        @Path("deep")
        @RolesAllowed("deep")
        public Deep deep() {
            return new Deep();
        }
    }

    /** The sub-resource of a sub-resource. */
    public static class Deep {
        @GET
        @Path("{id}")
        public String get(@PathParam("id") String id) {
            return "deep " + id;
        }
    }

    /** A sub-resource that no caller reaches. */
    public static class Closed {
        @GET
        public String get() {
            return "never";
        }
    }

    /** A sub-resource with roles of its own. */
    public static class Open {
        @GET
        public String get() {
            return "open";
        }

        @GET
        @Path("admin")
        @RolesAllowed("admin")
        public String admin() {
            return "admin";
        }
    }

    /** The sub-resource of a locator that an interface describes. */
    public static class Shelf {
        @GET
        @PermitAll
        public String get() {
            return "shelf";
        }
    }
}
