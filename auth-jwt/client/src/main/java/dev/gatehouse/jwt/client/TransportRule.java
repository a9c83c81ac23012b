package dev.gatehouse.jwt.client;

import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a credential may go: over TLS, or to this machine, or anywhere when plain HTTP was allowed on purpose.
 *
 * @param plainHttp whether it was
 */
record TransportRule(boolean plainHttp) {

    /**
     * Returns the address.
     *
     * @param what what it is the address of, for the message
     * @throws IllegalArgumentException when no credential may go there
     */
    URI check(String what, String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(what + " is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(what + " must be an absolute http or https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " must have no user and no fragment");
        }
        if (scheme.equals("http") && !plainHttp && !PlainHttp.isLoopback(host)) {
            throw new IllegalArgumentException(
                    what + " must use https: " + host + " is another machine, and plain HTTP was not allowed");
        }
        return uri;
    }

    /** What a message may show of an address: a query may hold anything. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
