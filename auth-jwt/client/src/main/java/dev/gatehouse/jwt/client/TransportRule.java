package dev.gatehouse.jwt.client;

import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential may be sent: over TLS, to the loopback interface, or anywhere if plain HTTP is allowed.
 *
 * @param plainHttp whether plain HTTP to other hosts is allowed
 * @param proxy the proxy; {@code null} for the one of the JVM
 */
record TransportRule(boolean plainHttp, @Nullable HttpProxy proxy) {

    /**
     * Returns the parsed URL.
     *
     * @param what names the URL in messages
     * @param address the URL
     * @throws IllegalArgumentException if a credential must not be sent there
     */
    URI check(String what, String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(what + " is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(what + " must be an absolute http or https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " must not have user information or a fragment");
        }
        if (scheme.equals("http") && !plainHttp && !PlainHttp.isLoopback(host)) {
            throw new IllegalArgumentException(
                    what + " must use https, because " + host + " is another host and plain HTTP is not allowed");
        }
        String problem = proxy == null ? null : proxy.problem(uri);
        if (problem != null) {
            throw new IllegalArgumentException(what + " cannot be reached: " + problem);
        }
        return uri;
    }

    /** Returns the part of a URL that messages may show. A query may contain anything. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
