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
 * Writes answers, and turns what went wrong into answers. Thread-safe.
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

    /** Everything is known before the first byte goes out, so an answer is never cut in the middle by an error. */
    public void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        // What people stored comes back on the origin of their cookies; no browser is to take it for a page of ours.
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

    /** What an exception means to the client; what only the authentication filter can answer is thrown again. */
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
            // One line for each: while the store is away there are many of them.
            LOG.warn("The task store is not available: {}", String.valueOf(failure.getCause()));
            return ApiProblem.of(503, "The task store is not available.");
        }
        LOG.error("A request could not be answered", failure);
        return ApiProblem.internal();
    }
}
