package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The request as an endpoint sees it.
 *
 * @since 0.1
 */
@Internal
public final class ServletEndpointRequest extends ServletRequestView implements EndpointRequest {

    private final HttpServletRequest request;
    private final Set<String> cookiePrefixes;
    private final EndpointBody body;

    /** @param cookiePrefixes the prefixes of the cookies that belong to the endpoints of the mechanism */
    public ServletEndpointRequest(
            HttpServletRequest request,
            String path,
            ClientConnection.Known connection,
            PublicAddress address,
            CredentialSource source,
            Set<String> hiddenHeaders,
            Set<String> cookiePrefixes,
            EndpointBody body) {
        super(request, path, connection, address, source, hiddenHeaders);
        this.request = request;
        this.cookiePrefixes = cookiePrefixes;
        this.body = body;
    }

    @Override
    public List<String> queryParameters(String name) {
        return body.query().getOrDefault(name, List.of());
    }

    @Override
    public List<String> formParameters(String name) {
        return body.form().getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> cookiesByPrefix(String prefix) {
        return cookiePrefixes.contains(prefix) ? CookieHeader.byPrefix(request, prefix) : Map.of();
    }

    @Override
    public Optional<String> contentType() {
        return body.contentType().isEmpty() ? Optional.empty() : Optional.of(body.contentType());
    }

    @Override
    public byte[] body() {
        return body.bytes().clone();
    }
}
