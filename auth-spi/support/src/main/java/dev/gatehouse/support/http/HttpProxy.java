package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy for outgoing requests, or the absence of one. Requests over https go through a tunnel
 * ({@code CONNECT}), so that the proxy does not see them. {@code toString()} does not show the password. Immutable.
 *
 * @param host the host; empty to connect directly, whatever the properties of the JVM say
 * @param port the port
 * @param user the user for HTTP Basic; {@code null} for none
 * @param password the password of the user; {@code null} if there is no user
 * @since 0.1
 */
@Internal
public record HttpProxy(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    /** Connects directly. */
    public static final HttpProxy NONE = new HttpProxy("", 0, null, null);

    /** The property of the JVM with the authentication schemes that are not used for tunnels. */
    static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private static final String EXPECTED = "expected a URL with a port, such as http://proxy.example.com:3128, or none";

    /**
     * Parses a URL, or {@code none}.
     *
     * @throws IllegalArgumentException if it is not the URL of a proxy
     */
    public static HttpProxy parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
        if (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    EXPECTED + ", without a user; the user and the password have settings of" + " their own");
        }
        if (HttpUrl.isTls(url)) {
            throw new IllegalArgumentException(EXPECTED + "; the JDK cannot connect to a proxy over https. Requests"
                    + " over https go through a tunnel, which the proxy cannot read");
        }
        boolean bare = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        if (!HttpUrl.isHttp(url)
                || url.getHost() == null
                || url.getPort() < 1
                || url.getPort() > 65_535
                || !bare
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new HttpProxy(url.getHost(), url.getPort(), null, null);
    }

    /**
     * Returns this proxy with a user.
     *
     * @throws IllegalArgumentException if HTTP Basic (RFC 7617) cannot carry the user or the password
     */
    public HttpProxy as(String newUser, String newPassword) {
        if (newUser.indexOf(':') >= 0 || hasControl(newUser)) {
            throw new IllegalArgumentException("expected a user without a colon and control characters");
        }
        if (hasControl(newPassword)) {
            throw new IllegalArgumentException("expected a password without control characters");
        }
        return new HttpProxy(host, port, newUser, newPassword);
    }

    /** Returns whether requests are sent directly. */
    public boolean direct() {
        return host.isEmpty();
    }

    ProxySelector selector() {
        // An unresolved address is resolved for each connection.
        return direct() ? ProxySelector.of(null) : ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** Returns the header {@code Proxy-Authorization}; {@code null} if the proxy needs none. */
    @Nullable
    String authorization() {
        if (user == null || password == null) {
            return null;
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * Returns why requests to a URL cannot be authenticated at this proxy, and the remedy; {@code null} if they can.
     */
    public @Nullable String problem(URI target) {
        return user != null && HttpUrl.isTls(target) && basicIsDisabled() ? basicProblem() : null;
    }

    static String basicProblem() {
        return "the JVM does not send Basic credentials to a proxy for https, because its property " + DISABLED_SCHEMES
                + " contains Basic; start the JVM with -D" + DISABLED_SCHEMES + "= (an empty value) to allow it for"
                + " the whole JVM, or use a proxy that needs no password";
    }

    /** Returns whether the JVM omits Basic credentials when it opens a tunnel, as it does by default. */
    static boolean basicIsDisabled() {
        String schemes = System.getProperty(DISABLED_SCHEMES);
        for (String scheme : (schemes == null ? defaultSchemes() : schemes).split(",", -1)) {
            if (scheme.strip().equalsIgnoreCase("Basic")) {
                return true;
            }
        }
        return false;
    }

    private static String defaultSchemes() {
        Path file = Path.of(System.getProperty("java.home", ""), "conf", "net.properties");
        Properties defaults = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            defaults.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            // The JVM falls back to no disabled scheme as well.
            return "";
        }
        return defaults.getProperty(DISABLED_SCHEMES, "");
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return direct() ? "HttpProxy[none]" : "HttpProxy[" + host + ":" + port + "]";
    }
}
