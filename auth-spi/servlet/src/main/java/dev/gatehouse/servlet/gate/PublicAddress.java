package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines the public address of the application and the origin of a request. Only trusted proxies are believed.
 *
 * @since 0.1
 */
@Internal
public final class PublicAddress {

    private final @Nullable URI publicUrl;
    private final List<AddressRange> trustedProxies;
    private final ForwardingHeaders forwardingHeaders;
    private final boolean clientCertHeader;

    public PublicAddress(Optional<URI> publicUrl, List<AddressRange> trustedProxies) {
        this(publicUrl, trustedProxies, ForwardingHeaders.AGREEING, false);
    }

    /**
     * Creates it from the settings.
     *
     * @param forwardingHeaders the headers of trusted proxies that count
     * @param clientCertHeader whether trusted proxies name the client's certificate
     */
    public PublicAddress(
            Optional<URI> publicUrl,
            List<AddressRange> trustedProxies,
            ForwardingHeaders forwardingHeaders,
            boolean clientCertHeader) {
        this.publicUrl = publicUrl.orElse(null);
        this.trustedProxies = List.copyOf(trustedProxies);
        this.forwardingHeaders = forwardingHeaders;
        this.clientCertHeader = clientCertHeader;
    }

    /** Returns the connection of the client of a request. */
    public ClientConnection connection(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String host = host(request);
        if (trustedProxies.isEmpty() || !isTrusted(peer)) {
            return new ClientConnection.Known(peer, request.isSecure(), host);
        }
        ClientConnection read = ForwardedHeaders.read(request, peer, host, this::isTrusted, forwardingHeaders);
        return clientCertHeader && read instanceof ClientConnection.Known known
                ? ClientCertificateHeader.read(request, known)
                : read;
    }

    /** Returns the host that the connection's client named; from HTTP/2 on, it may be in the target alone. */
    static @Nullable String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null || request.getProtocol().startsWith("HTTP/1.")) {
            return host;
        }
        int port = request.getServerPort();
        boolean standard = port == (request.isSecure() ? 443 : 80);
        return request.getServerName() + (standard ? "" : ":" + port);
    }

    /**
     * Returns the certificate of the client. The certificate of a trusted proxy's connection belongs to the proxy, so
     * in that case only the header of the proxy counts.
     */
    Optional<X509Certificate> clientCertificate(HttpServletRequest request, ClientConnection.Known connection) {
        if (!trustedProxies.isEmpty() && isTrusted(request.getRemoteAddr())) {
            return Optional.ofNullable(connection.forwardedCertificate());
        }
        Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
        return chain instanceof X509Certificate[] certificates && certificates.length > 0
                ? Optional.of(certificates[0])
                : Optional.empty();
    }

    /** Returns whether the container received the request from a trusted proxy. */
    public boolean isFromTrustedProxy(HttpServletRequest request) {
        return !trustedProxies.isEmpty() && isTrusted(request.getRemoteAddr());
    }

    private boolean isTrusted(@Nullable String address) {
        byte[] bytes = address == null ? null : AddressRange.literal(AddressRange.unbracketed(address));
        if (bytes == null) {
            return false;
        }
        for (AddressRange range : trustedProxies) {
            if (range.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether clients use TLS, according to the public URL if it is set, otherwise the connection. */
    public boolean isSecure(ClientConnection.Known connection) {
        return publicUrl == null
                ? connection.secure()
                : "https".equalsIgnoreCase(publicUrl.getScheme()) || connection.secure();
    }

    /** Returns the URL that the client used, without the query. */
    String externalUrl(ClientConnection.Known connection, String rawPath) {
        if (publicUrl != null) {
            String base = publicUrl.getScheme().toLowerCase(Locale.ROOT) + "://"
                    + publicUrl.getRawAuthority().toLowerCase(Locale.ROOT);
            return base + rawPath;
        }
        String authority =
                connection.authority() == null ? "" : connection.authority().toLowerCase(Locale.ROOT);
        return (connection.secure() ? "https://" : "http://") + authority + rawPath;
    }

    /**
     * Returns whether an {@code Origin} header is the origin of the application: that of the public URL if it is set,
     * otherwise the host of the request.
     */
    boolean isOwnOrigin(String origin, ClientConnection.Known connection) {
        boolean claimsHttps = origin.startsWith("https://");
        if (!claimsHttps && !origin.startsWith("http://")) {
            return false;
        }
        String claimed = ClientConnection.authority(origin.substring(claimsHttps ? 8 : 7), claimsHttps);
        if (publicUrl != null) {
            boolean https = "https".equalsIgnoreCase(publicUrl.getScheme());
            return origin.startsWith(https ? "https://" : "http://")
                    && claimed.equals(ClientConnection.authority(publicUrl.getRawAuthority(), https));
        }
        String host = connection.authority();
        // Behind a proxy that is not trusted we can't tell the scheme that the browser used, so host and port alone
        // decide; https must not be played back as http.
        return host != null
                && (claimsHttps || !connection.secure())
                && claimed.equals(ClientConnection.authority(host, claimsHttps));
    }
}
