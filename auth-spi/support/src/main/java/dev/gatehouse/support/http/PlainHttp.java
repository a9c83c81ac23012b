package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.IpLiteral;
import java.net.URI;
import java.util.Locale;

/**
 * Detects plain HTTP to other machines. It looks at the spelling of the host only and does not resolve names, because a
 * name that resolves to this machine today may resolve to another one tomorrow. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class PlainHttp {

    private PlainHttp() {}

    /** Returns whether the URI is not https and its host is not this machine; also {@code true} if it has no host. */
    public static boolean beyondLoopback(URI uri) {
        return !"https".equalsIgnoreCase(uri.getScheme()) && (uri.getHost() == null || !isLoopback(uri.getHost()));
    }

    /** Returns whether a host is {@code localhost} or a loopback address, IPv6 with or without brackets. */
    public static boolean isLoopback(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        String address = brackets ? host.substring(1, host.length() - 1) : host;
        return host.toLowerCase(Locale.ROOT).equals("localhost")
                || (IpLiteral.isLoopback(address) && (!brackets || address.indexOf(':') >= 0));
    }
}
