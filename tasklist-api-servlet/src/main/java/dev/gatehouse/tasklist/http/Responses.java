package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.servlet.AccessRefusedException;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.store.InvalidQueryException;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes responses and maps exceptions to problems. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Responses {

    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final JsonMapper mapper;

    public Responses(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Writes a complete response, so that a late error cannot truncate it. */
    public void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        // Stored data is served from the origin of the session cookie, so a browser must not render it as a page.
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.status() == 503) {
            response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        byte[] bytes = answer.body() != null ? mapper.writeValueAsBytes(answer.body()) : answer.text();
        if (bytes != null) {
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** Maps an exception to a problem. A refusal that the authentication filter answers is rethrown. */
    public static ApiProblem problemOf(RuntimeException failure) {
        if (failure instanceof AccessRefusedException refused) {
            throw refused;
        }
        if (failure instanceof ApiProblem problem) {
            return problem;
        }
        if (failure instanceof InvalidQueryException invalid) {
            return ApiProblem.badRequest(String.valueOf(invalid.getMessage()));
        }
        if (failure instanceof StoreUnavailableException) {
            // One line without a stack trace: there are many of these while the store is unavailable.
            Object reason = failure.getCause() == null ? failure.getMessage() : failure.getCause();
            LOG.warn("The task store is not available: {}", reason);
            return ApiProblem.of(503, "The task store is not available.");
        }
        LOG.error("Unexpected failure while answering a request", failure);
        return ApiProblem.internal();
    }
}
