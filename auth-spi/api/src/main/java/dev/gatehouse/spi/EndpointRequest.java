package dev.gatehouse.spi;

import java.util.List;
import java.util.Optional;

/**
 * A request to a mechanism's {@link Endpoint}. Parameters of the query and of the body are kept apart and never merged, so that neither can shadow the other.
 * Valid during the call that receives it, on that thread.
 */
public interface EndpointRequest extends RequestView {

    /**
     * Returns the values of a parameter of the query, decoded, in order; empty when it is absent.
     *
     * @param name the parameter's name; case matters
     */
    List<String> queryParameters(String name);

    /**
     * Returns the values of a parameter of an {@code application/x-www-form-urlencoded} body, decoded, in order; empty when it is absent or the body is of another type.
     *
     * <p>A {@code charset} of ISO-8859-1 in the content type is honoured; UTF-8 is the default, and bytes that are not valid in it were refused with 400 before.
     *
     * @param name the parameter's name; case matters
     */
    List<String> formParameters(String name);

    /** Returns the body's media type in lower case without parameters; empty when there is no body type. */
    Optional<String> contentType();

    /** Returns the whole body, at most 64 KiB; larger ones were refused with 413 before. Empty when there is none. */
    byte[] body();
}
