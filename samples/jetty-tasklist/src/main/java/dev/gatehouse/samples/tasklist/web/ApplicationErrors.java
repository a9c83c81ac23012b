package dev.gatehouse.samples.tasklist.web;

import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes a {@link ProblemBody} for error statuses and exceptions of filters and servlets. Thread-safe. */
public final class ApplicationErrors extends ErrorPageErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemBody.write(response, code, callback);
        // Otherwise the output of the servlet would stay incomplete.
        Request.as(request, ServletContextRequest.class).getServletChannel().sendErrorResponseAndComplete();
    }
}
