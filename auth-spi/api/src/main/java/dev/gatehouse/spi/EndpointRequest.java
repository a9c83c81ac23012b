package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an {@link Endpoint} of a mechanism.
 *
 * <p>Query parameters and form parameters are kept apart, so that neither can shadow the other. Valid only on the
 * thread and during the call that receives it.
 *
 * @since 0.1
 */
@Incubating
public interface EndpointRequest extends RequestView {

    /**
     * Returns the values of a query parameter, decoded, in order; empty when it is absent.
     *
     * @param name the name; case-sensitive
     */
    List<String> queryParameters(String name);

    /**
     * Returns the values of a parameter in an {@code application/x-www-form-urlencoded} body, decoded, in order. Empty
     * when it is absent or the body has another media type.
     *
     * <p>The character set is UTF-8, unless the content type says ISO-8859-1. The host has already refused a body with
     * invalid bytes with 400.
     *
     * @param name the name; case-sensitive
     */
    List<String> formParameters(String name);

    /**
     * Returns the cookies whose names start with a prefix, by name in the order in which the client sent them, with
     * values as in {@link #cookies}. Empty for a prefix that the mechanism did not declare:
     * {@link AuthenticationMechanism#cookiePrefixes()}. The default is an empty map.
     *
     * @param prefix the prefix; case-sensitive
     */
    default Map<String, List<String>> cookiesByPrefix(String prefix) {
        return Map.of();
    }

    /** Returns the media type of the body in lower case, without parameters; empty when the request has none. */
    Optional<String> contentType();

    /**
     * Returns the whole body, at most 64 KiB; empty when there is none. The host has already refused a larger body with
     * 413.
     */
    byte[] body();
}
