package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a trusted proxy says about the client: {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For},
 * {@code -Proto} and {@code -Host}. Malformed headers are refused and do not count as absent. A request with both kinds
 * is refused, because one of them came from the client.
 */
final class ForwardedHeaders {

    private static final ClientConnection.Unreadable BOTH =
            new ClientConnection.Unreadable(Reason.of("request.forwarded-twice"));
    private static final ClientConnection.Unreadable MALFORMED =
            new ClientConnection.Unreadable(Reason.of("request.forwarded-malformed"));

    private static final int MALFORMED_HOP = -2;

    private ForwardedHeaders() {}

    /** Returns how the client of a trusted proxy's request reached it. */
    static ClientConnection read(
            HttpServletRequest request, String peer, @Nullable String host, Predicate<String> trusted) {
        List<String> forwarded = values(request, "Forwarded");
        List<String> addresses = values(request, "X-Forwarded-For");
        List<String> protocols = values(request, "X-Forwarded-Proto");
        List<String> hosts = values(request, "X-Forwarded-Host");
        if (!forwarded.isEmpty() && !(addresses.isEmpty() && protocols.isEmpty() && hosts.isEmpty())) {
            return BOTH;
        }
        if (!forwarded.isEmpty()) {
            addresses = new ArrayList<>();
            protocols = new ArrayList<>();
            hosts = new ArrayList<>();
            for (String element : forwarded) {
                if (!readElement(element, addresses, protocols, hosts)) {
                    return MALFORMED;
                }
            }
        }
        int hop = clientHop(addresses, peer, trusted);
        if (hop == MALFORMED_HOP) {
            return MALFORMED;
        }
        String client = hop < 0 ? peer : withoutPort(addresses.get(hop));
        String protocol = spokenBy(protocols, hop, addresses.size());
        String named = spokenBy(hosts, hop, addresses.size());
        Boolean secure = protocol == null ? null : secure(protocol, request.isSecure());
        if (secure == null || named == null || (!named.isEmpty() && !isAuthority(named))) {
            return MALFORMED;
        }
        return new ClientConnection.Known(client, secure, named.isEmpty() ? host : named);
    }

    /**
     * Returns the first hop, from the nearest outwards, that is not a trusted proxy; -1 if the peer itself is not one.
     */
    private static int clientHop(List<String> addresses, String peer, Predicate<String> trusted) {
        String client = peer;
        int hop = -1;
        for (int i = addresses.size() - 1; i >= 0 && trusted.test(client); i--) {
            client = withoutPort(addresses.get(i));
            hop = i;
            if (AddressRange.literal(client) == null) {
                return MALFORMED_HOP;
            }
        }
        return hop;
    }

    /**
     * Returns the value for the client's hop: the only value, or the value at that index if there is one for each hop.
     * Values further out come from the client and are not trusted.
     */
    private static @Nullable String spokenBy(List<String> values, int hop, int hops) {
        if (values.isEmpty()) {
            return "";
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        return hop >= 0 && values.size() == hops ? values.get(hop) : null;
    }

    private static @Nullable Boolean secure(String protocol, boolean otherwise) {
        return switch (protocol.toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "https", "wss" -> Boolean.TRUE;
            case "http", "ws" -> Boolean.FALSE;
            default -> null;
        };
    }

    /**
     * Adds one value to each list, so that the same index means the same hop; the empty string if a hop has no value.
     */
    private static boolean readElement(
            String element, List<String> addresses, List<String> protocols, List<String> hosts) {
        Set<String> names = new HashSet<>();
        String address = "";
        String protocol = "";
        String host = "";
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                return false;
            }
            String value = unquoted(pair.substring(equals + 1).trim());
            String name = pair.substring(0, equals).trim().toLowerCase(Locale.ROOT);
            if (value == null || !names.add(name)) {
                return false;
            }
            switch (name) {
                case "for" -> address = value;
                case "proto" -> protocol = value;
                case "host" -> host = value;
                default -> {
                    // "by" and extensions say nothing about the client
                }
            }
        }
        addresses.add(address);
        protocols.add(protocol);
        hosts.add(host);
        return true;
    }

    private static @Nullable String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value.indexOf('"') < 0 && !value.isEmpty() ? value : null;
        }
        boolean closed = value.length() >= 2 && value.endsWith("\"") && value.indexOf('"', 1) == value.length() - 1;
        return closed && value.indexOf('\\') < 0 ? value.substring(1, value.length() - 1) : null;
    }

    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? node : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon > 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
    }

    private static boolean isAuthority(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && ".-:[]_".indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty() && host.length() <= 255;
    }

    private static List<String> values(HttpServletRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(name))) {
            for (String value : line.split(",", -1)) {
                values.add(value.trim());
            }
        }
        return values;
    }
}
