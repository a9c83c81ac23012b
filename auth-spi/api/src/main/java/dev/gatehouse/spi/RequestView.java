package dev.gatehouse.spi;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What an extractor may see of a request: neither body nor parameters, and of the credentials only those of its own {@link CredentialSource}.
 *
 * <p>Valid during the call that receives it, on that thread.
 */
public interface RequestView {

    /** Returns the request method, exactly as sent. */
    String method();

    /** Returns the decoded path that the host judged, below the context path and beginning with a slash; without the query. */
    String path();

    /**
     * Returns the absolute URL that the client used, without query and fragment, as the host's public address settings have it; what a DPoP proof's {@code htu}
     * must equal (RFC 9449 section 4.3).
     */
    String externalUrl();

    /**
     * Returns the values of a header, one for each field line, in order; empty when it is absent.
     *
     * <p>{@code Cookie} and {@code Proxy-Authorization} are always empty here. {@code Authorization} is shown only to a mechanism whose source it is,
     * and has one value at most, since the host refuses requests with several; a header
     * that is another active mechanism's source is not shown either.
     *
     * @param name the header's name; case does not matter
     */
    List<String> headers(String name);

    /**
     * Returns the distinct values of a cookie in the order the client sent them; empty when it is absent or not this mechanism's source. More than one means that
     * the client holds several cookies of this name: do not choose, answer {@link AuthenticationResult.Ambiguous}.
     *
     * @param name the cookie's name; case matters
     */
    List<String> cookies(String name);

    /** Returns the address of the client, as far as trusted proxies tell; an IP literal without port, never a host name. */
    String clientAddress();

    /** Returns whether the client's connection is protected by TLS, as far as the container or a trusted proxy tells. */
    boolean secure();

    /**
     * Returns the certificate that the client proved to hold on its TLS connection; empty when there is none. To mechanisms whose source is not the certificate it
     * is proof material, as for tokens bound to it (RFC 8705).
     */
    Optional<X509Certificate> clientCertificate();
}
