package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request as one mechanism sees it: with the credential of its source and without those of others.
 *
 * @since 0.1
 */
@Internal
public class ServletRequestView implements RequestView {

    private final HttpServletRequest request;
    private final String path;
    private final ClientConnection.Known connection;
    private final PublicAddress address;
    private final @Nullable CredentialSource source;
    private final Set<String> hiddenHeaders;

    /**
     * Creates the view of one mechanism.
     *
     * @param hiddenHeaders the headers, in lower case, that are sources of active mechanisms
     */
    public ServletRequestView(
            HttpServletRequest request,
            String path,
            ClientConnection.Known connection,
            PublicAddress address,
            @Nullable CredentialSource source,
            Set<String> hiddenHeaders) {
        this.request = request;
        this.path = path;
        this.connection = connection;
        this.address = address;
        this.source = source;
        this.hiddenHeaders = hiddenHeaders;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String externalUrl() {
        return address.externalUrl(connection, request.getRequestURI());
    }

    @Override
    public String query() {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    @Override
    public List<String> headers(String name) {
        if (isHidden(name)) {
            return List.of();
        }
        if (source != null
                && source.kind() == CredentialSource.Kind.WEBSOCKET_PROTOCOL
                && source.name().equalsIgnoreCase(name)) {
            return WebSocketProtocols.isHandshake(request)
                    ? WebSocketProtocols.of(request).credentials()
                    : List.of();
        }
        Enumeration<String> values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        while (values.hasMoreElements()) {
            all.add(values.nextElement());
        }
        return List.copyOf(all);
    }

    private boolean isHidden(String name) {
        if (name.equalsIgnoreCase("Authorization")) {
            return source == null || source.kind() != CredentialSource.Kind.AUTHORIZATION;
        }
        if (name.equalsIgnoreCase("Cookie") || name.equalsIgnoreCase("Proxy-Authorization")) {
            return true;
        }
        if (hiddenHeaders.isEmpty()) {
            return false;
        }
        if (source != null && isNamed(source, name)) {
            switch (source.kind()) {
                case HEADER, WEBSOCKET_PROTOCOL -> {
                    return false;
                }
                case PROXY_HEADER -> {
                    return !address.isFromTrustedProxy(request);
                }
                default -> {
                    // A cookie may have the name of a header.
                }
            }
        }
        return hiddenHeaders.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isNamed(CredentialSource source, String name) {
        List<String> names = source.names();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> cookies(String name) {
        boolean own = source != null
                && source.kind() == CredentialSource.Kind.COOKIE
                && source.name().equals(name);
        return own ? List.copyOf(CookieHeader.values(request, name)) : List.of();
    }

    @Override
    public String clientAddress() {
        return AddressRange.unbracketed(connection.address());
    }

    @Override
    public boolean secure() {
        return address.isSecure(connection);
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return address.clientCertificate(request, connection);
    }
}
