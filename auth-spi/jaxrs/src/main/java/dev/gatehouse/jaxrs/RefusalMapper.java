package dev.gatehouse.jaxrs;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessRefusedException;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Maps a refusal to the response of the host: the same status, headers, challenges and body. JAX-RS runtimes create it,
 * so it is public. Thread-safe, because runtimes inject proxies.
 *
 * @since 0.1
 */
@Internal
public final class RefusalMapper implements ExceptionMapper<AccessRefusedException> {

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    /** Creates the mapper with the current request and response. */
    public RefusalMapper(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public Response toResponse(AccessRefusedException refused) {
        RecordedResponse recorded = new RecordedResponse(response);
        try {
            Access.answer(request, recorded, refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a response in memory cannot be written", impossible);
        }
        return recorded.toResponse();
    }
}
