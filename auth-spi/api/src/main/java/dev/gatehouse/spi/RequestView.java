package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The part of a request that an extractor may read: neither body nor decoded parameters, and no credential but that of
 * its own {@link CredentialSource}.
 *
 * <p>Valid only on the thread and during the call that receives it.
 *
 * @since 0.1
 */
@Stable
public interface RequestView {

    /** Returns the request method exactly as sent. */
    String method();

    /**
     * Returns the decoded path that the host uses for its access rules. It is relative to the context path, starts with
     * a slash and does not include the query.
     */
    String path();

    /**
     * Returns the absolute URL that the client used, without query and fragment. The host derives it from its public
     * address settings. The {@code htu} claim of a DPoP proof must equal it (RFC 9449 section 4.3).
     */
    String externalUrl();

    /**
     * Returns the query exactly as the client sent it: not decoded, in its order, without the leading question mark. It
     * is empty if there is none, and also for a question mark with nothing after it, which signatures treat alike (RFC
     * 9421 section 2.2.7) and containers do not tell apart. The host does not judge the query, which is never part of
     * an access rule, so it may contain any characters that the container lets through.
     *
     * <p>Use it to verify a signature over the request. A credential in the query is not supported: it would end up in
     * the logs of proxies and in {@code Referer} headers.
     */
    String query();

    /**
     * Returns the values of a header, one for each field line, in order; empty when it is absent.
     *
     * <p>{@code Cookie} and {@code Proxy-Authorization} are always empty here. {@code Authorization} is visible only to
     * mechanisms with that source, and has at most one value, because the host refuses requests with several. A header
     * that is the source of another active mechanism is not visible either. For a mechanism whose source is
     * {@link CredentialSource#webSocketProtocol()}, {@code Sec-WebSocket-Protocol} has the credentials alone.
     *
     * @param name the header name; not case-sensitive
     */
    List<String> headers(String name);

    /**
     * Returns the distinct values of a cookie in the order in which the client sent them. Empty when the cookie is
     * absent or is not this mechanism's source.
     *
     * <p>More than one value means that the client has several cookies of this name. Their order decides nothing,
     * because a neighbouring host or path can add cookies before and after the own one. Verify all values, or return
     * {@link AuthenticationResult.Ambiguous}; two good values of different callers are always ambiguous. Limit the
     * number of values that are looked up.
     *
     * @param name the cookie name; case-sensitive
     */
    List<String> cookies(String name);

    /**
     * Returns the IP address of the client without a port, never a host name. It comes from a forwarding header only if
     * a trusted proxy sent it.
     */
    String clientAddress();

    /** Returns whether the client's connection uses TLS, as reported by the container or a trusted proxy. */
    boolean secure();

    /**
     * Returns the certificate that the client authenticated with on its TLS connection; empty when there is none. For
     * mechanisms with another source it is evidence of possession, for example for certificate-bound tokens (RFC 8705).
     */
    Optional<X509Certificate> clientCertificate();
}
