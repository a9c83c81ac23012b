package dev.gatehouse.jaxrs;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Resources that refuse their callers in each way there is. */
@Path("orders")
public class OrdersResource {

    @Context
    private HttpServletRequest request;

    @GET
    @Path("any")
    public String any() {
        return Access.require(request).getName();
    }

    @GET
    @Path("refund")
    public String refund() {
        return Access.require(request, "orders:refund", "admin").getName();
    }

    @GET
    @Path("half")
    public String half(@Context HttpServletResponse response) {
        response.setHeader("X-Half", "an answer");
        return refund();
    }

    @GET
    @Path("other")
    public String other() {
        throw Access.refuse(request);
    }

    @GET
    @Path("wrapped")
    public String wrapped() {
        try {
            return refund();
        } catch (AccessRefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @POST
    @Path("body")
    public String body(String body) {
        return refund() + body;
    }

    @GET
    @Path("suspended")
    public void suspended(@Suspended AsyncResponse response) {
        response.resume(refund());
    }

    @GET
    @Path("resumed")
    public void resumed(@Suspended AsyncResponse response) {
        AccessRefusedException refused = Access.refuse(request);
        Thread thread = new Thread(() -> response.resume(refused), "resumes");
        thread.start();
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return CompletableFuture.failedFuture(Access.refuse(request));
    }

    @GET
    @Path("own")
    public Response own() {
        throw new ForbiddenException(
                Response.status(403).entity("of the application").build());
    }

    @GET
    @Path("caught")
    public String caught() {
        try {
            return refund();
        } catch (AccessRefusedException refused) {
            return "caught " + refused.status() + " " + refused.reason().code();
        }
    }
}
