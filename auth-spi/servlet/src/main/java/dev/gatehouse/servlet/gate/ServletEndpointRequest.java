package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The request as an endpoint sees it.
 *
 * @since 0.1
 */
@Internal
public final class ServletEndpointRequest extends ServletRequestView implements EndpointRequest {

    private final EndpointBody body;

    public ServletEndpointRequest(
            HttpServletRequest request,
            String path,
            ClientConnection.Known connection,
            PublicAddress address,
            CredentialSource source,
            Set<String> hiddenHeaders,
            EndpointBody body) {
        super(request, path, connection, address, source, hiddenHeaders);
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
    public Optional<String> contentType() {
        return body.contentType().isEmpty() ? Optional.empty() : Optional.of(body.contentType());
    }

    @Override
    public byte[] body() {
        return body.bytes().clone();
    }
}
