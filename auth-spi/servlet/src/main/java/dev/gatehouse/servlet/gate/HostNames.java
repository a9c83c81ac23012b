package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Mismatch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which the application answers. It protects an application without TLS against DNS rebinding, in
 * which a page of another site reaches it under the name of that site.
 *
 * @since 0.1
 */
@Internal
public final class HostNames {

    /** Any name is served. */
    public static final HostNames ANY = new HostNames(List.of(), ProbePaths.NONE);

    private final List<Name> names;
    private final ProbePaths probePaths;

    /**
     * A host name.
     *
     * @param host in lower case without a trailing dot; an IP address by its bytes
     * @param port the port; -1 for any
     * @since 0.1
     */
    @Internal
    public record Name(String host, int port) {

        /**
         * Parses a name or IP address, with or without a port.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Name parse(String text) {
            Name name = read(text);
            if (name == null || !isHost(name.host())) {
                throw new IllegalArgumentException(
                        "expected host names or IP addresses such as tasks.example.com, localhost:8080 or [::1]");
            }
            return name;
        }

        private static @Nullable Name read(String text) {
            String host = text;
            String port = "";
            int end = text.indexOf(']');
            int colon = text.indexOf(':');
            if (text.startsWith("[")) {
                host = end < 0 ? "" : text.substring(1, end);
                port = end < 0 ? "" : text.substring(end + 1);
            } else if (colon >= 0 && colon == text.lastIndexOf(':')) {
                host = text.substring(0, colon);
                port = text.substring(colon);
            }
            byte[] address = AddressRange.unmapped(host);
            boolean bracketed = text.startsWith("[");
            int number = port.isEmpty() ? -1 : port(port);
            if (number < -1 || (bracketed && (address == null || host.indexOf(':') < 0))) {
                return null;
            }
            if (address != null) {
                return new Name("[" + HexFormat.of().formatHex(address) + "]", number);
            }
            String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            return plain.isEmpty() || plain.indexOf(':') >= 0 ? null : new Name(plain.toLowerCase(Locale.ROOT), number);
        }

        private static int port(String text) {
            boolean form = text.startsWith(":") && text.length() > 1 && text.length() <= 6;
            for (int i = 1; form && i < text.length(); i++) {
                form = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            }
            int port = form ? Integer.parseInt(text.substring(1)) : -2;
            return port <= 65_535 ? port : -2;
        }

        private static boolean isHost(String host) {
            if (host.startsWith("[")) {
                return true;
            }
            boolean form = host.length() <= 253 && !host.startsWith(".") && !host.contains("..");
            for (int i = 0; form && i < host.length(); i++) {
                char c = host.charAt(i);
                form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0;
            }
            return form;
        }
    }

    /**
     * Creates it from the settings.
     *
     * @param names the names; empty for any
     * @param probePaths the paths that answer under any name
     */
    public HostNames(List<Name> names, ProbePaths probePaths) {
        this.names = List.copyOf(names);
        this.probePaths = probePaths;
    }

    /** Returns why the request is not for this application; {@code null} if it is. */
    @Nullable
    Reason check(HttpServletRequest request, ClientConnection.Known connection, String path) {
        if (names.isEmpty() || probePaths.match(request, path)) {
            return null;
        }
        String authority = connection.authority();
        if (authority == null || !contains(authority, true)) {
            return refusal(String.valueOf(authority));
        }
        // The target may name another host than the header, and containers differ in which of them they tell the
        // application. A trusted proxy's name is the client's; the names of the connection are then the proxy's.
        boolean forwarded = !authority.equals(PublicAddress.host(request));
        String server = request.getServerName();
        return forwarded || contains(server, false) ? null : refusal(server);
    }

    private static Reason refusal(String name) {
        return Reason.of("request.host-unknown", "the request is for " + Mismatch.masked(name));
    }

    private boolean contains(String authority, boolean withPort) {
        Name name = Name.read(authority);
        if (name == null) {
            return false;
        }
        for (Name own : names) {
            if (own.host().equals(name.host()) && (!withPort || own.port() < 0 || own.port() == name.port())) {
                return true;
            }
        }
        return false;
    }
}
