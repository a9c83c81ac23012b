package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses the URL of a server that this application calls. Container networks give hosts names with an underscore, which
 * {@link URI} does not take for a host. They are accepted for http. For https they are refused, because the JDK cannot
 * verify a certificate against such a name. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class HttpUrl {

    /** What is wrong with an https URL whose host name has an underscore, and the remedy. */
    public static final String UNDERSCORE_OVER_TLS =
            "https cannot be used with a host name that contains an underscore,"
                    + " because the JDK cannot verify a certificate against it; give the host a second name without an"
                    + " underscore, such as a network alias, and use that name";

    private static final String EXPECTED = "expected a URL such as https://auth.example.com/realm";
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LABEL = 63;
    private static final int MAX_SHOWN = 150;

    private HttpUrl() {}

    /**
     * Returns the parsed URL.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL without user information and fragment
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
        String host = host(uri);
        if (!isHttp(uri) || host == null || !hasUsablePort(uri)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(EXPECTED + ", without a user and a fragment");
        }
        if (uri.getHost() == null && isTls(uri)) {
            throw new IllegalArgumentException(UNDERSCORE_OVER_TLS);
        }
        return uri;
    }

    /** Returns whether the scheme is http or https. */
    public static boolean isHttp(URI uri) {
        return isTls(uri) || "http".equalsIgnoreCase(uri.getScheme());
    }

    /** Returns whether the scheme is https. */
    public static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Returns the host, also one with an underscore; {@code null} if there is none. */
    public static @Nullable String host(URI uri) {
        return uri.getHost() != null ? uri.getHost() : underscoreHost(uri);
    }

    /** Returns whether the URL can be used for requests: it names a host that can be reached over its scheme. */
    public static boolean isReachable(URI uri) {
        return isHttp(uri) && hasUsablePort(uri) && (uri.getHost() != null || (host(uri) != null && !isTls(uri)));
    }

    /**
     * Returns the URL for messages: scheme, host, port and path, printable and truncated, without a user and a query,
     * which may contain a credential.
     */
    public static String shown(URI uri) {
        int port = port(uri);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return Printable.text(uri.getScheme() + "://" + host(uri) + (port < 0 ? "" : ":" + port) + path, MAX_SHOWN);
    }

    /** Returns scheme, host and port, such as {@code https://auth.example.com:443}, in lower case. */
    static String origin(URI uri) {
        int port = port(uri);
        String scheme = isTls(uri) ? "https" : "http";
        return scheme + "://" + String.valueOf(host(uri)).toLowerCase(Locale.ROOT) + ":"
                + (port < 0 ? (isTls(uri) ? 443 : 80) : port);
    }

    private static int port(URI uri) {
        if (uri.getHost() != null) {
            return uri.getPort();
        }
        String authority = uri.getRawAuthority();
        int colon = authority == null ? -1 : authority.lastIndexOf(':');
        return colon < 0 ? -1 : number(authority.substring(colon + 1));
    }

    private static boolean hasUsablePort(URI uri) {
        int port = port(uri);
        return port == -1 || (port > 0 && port <= MAX_PORT);
    }

    private static int number(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return 0;
            }
        }
        return digits.isEmpty() || digits.length() > 5 ? 0 : Integer.parseInt(digits);
    }

    private static @Nullable String underscoreHost(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null || authority.indexOf('_') < 0) {
            return null;
        }
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.indexOf('_') < 0 || (colon >= 0 && number(authority.substring(colon + 1)) == 0)) {
            return null;
        }
        for (String label : host.split("\\.", -1)) {
            if (!isLabel(label)) {
                return null;
            }
        }
        return host;
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
