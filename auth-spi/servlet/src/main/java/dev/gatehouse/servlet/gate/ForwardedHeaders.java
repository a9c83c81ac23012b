package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a trusted proxy says about the client: {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For},
 * {@code -Proto} and {@code -Host}. Malformed headers are refused and do not count as absent. If a request has both
 * kinds, one of them may come from the client, so only what both say counts. {@code X-Forwarded-Port} and
 * {@code -Prefix} are not read.
 */
final class ForwardedHeaders {

    private static final ClientConnection.Unreadable MALFORMED =
            new ClientConnection.Unreadable(Reason.of("request.forwarded-malformed"));

    /**
     * What one kind of header says about the deciding hop.
     *
     * @param source the nearest known address that is not a trusted proxy; the peer if no address is named
     * @param secure whether the client used TLS; {@code null} if not named
     * @param host the host that the client named; {@code null} if not named
     */
    private record Said(
            String source,
            @Nullable Boolean secure,
            @Nullable String host) {}

    private ForwardedHeaders() {}

    /** Returns how the client of a trusted proxy's request reached it. */
    static ClientConnection read(
            HttpServletRequest request,
            String peer,
            @Nullable String host,
            Predicate<String> trusted,
            ForwardingHeaders counted) {
        ForwardedHops standard = ForwardedHops.standard(
                counted == ForwardingHeaders.X_FORWARDED ? List.of() : lines(request, "Forwarded"));
        ForwardedHops customary = counted == ForwardingHeaders.FORWARDED ? null : customary(request);
        if (standard == null) {
            return MALFORMED;
        }
        boolean both = !standard.isEmpty() && customary != null && !customary.isEmpty();
        Said said = said(standard.isEmpty() && customary != null ? customary : standard, peer, trusted);
        Said other = both && customary != null ? said(customary, peer, trusted) : said;
        if (said == null || other == null) {
            return MALFORMED;
        }
        boolean secure = (said.secure() == null || other.secure() == null) ? request.isSecure() : said.secure();
        String contradiction = both ? contradiction(said, other, secure) : null;
        if (contradiction != null) {
            return new ClientConnection.Unreadable(Reason.of(
                    "request.forwarded-twice", contradiction + "; auth.forwarding-headers says which of them counts"));
        }
        String named = said.host() == null || other.host() == null ? host : said.host();
        return new ClientConnection.Known(said.source(), secure, named);
    }

    private static ForwardedHops customary(HttpServletRequest request) {
        List<String> nodes = new ArrayList<>();
        for (String node : values(request, "X-Forwarded-For")) {
            // Squid sends "unknown" when it hides its clients. An empty node is malformed.
            nodes.add(node.equalsIgnoreCase("unknown") ? ForwardedHops.UNKNOWN : node.isEmpty() ? "-" : node);
        }
        return new ForwardedHops(nodes, values(request, "X-Forwarded-Proto"), values(request, "X-Forwarded-Host"));
    }

    /**
     * Walks from the nearest hop outwards to the first one that is not a trusted proxy or hides its address. Values
     * further out come from the client and are not trusted.
     *
     * @return {@code null} if what is needed is malformed
     */
    private static @Nullable Said said(ForwardedHops hops, String peer, Predicate<String> trusted) {
        String source = peer;
        int hop = -1;
        for (int i = hops.nodes().size() - 1; i >= 0 && trusted.test(source); i--) {
            hop = i;
            String node = hops.nodes().get(i);
            if (node.equals(ForwardedHops.UNKNOWN)) {
                break;
            }
            String address = ForwardedHops.address(node);
            if (address == null) {
                return null;
            }
            source = address;
        }
        String protocol = valueAt(hops.protocols(), hop, hops.nodes().size());
        String host = valueAt(hops.hosts(), hop, hops.nodes().size());
        if (protocol == null || !isProtocol(protocol) || host == null || !isHost(host)) {
            return null;
        }
        return new Said(source, secure(protocol), host.isEmpty() ? null : host);
    }

    /** Returns the only value, or the value at the index of the hop if there is one for each hop. */
    private static @Nullable String valueAt(List<String> values, int hop, int hops) {
        if (values.isEmpty()) {
            return "";
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        return hop >= 0 && values.size() == hops ? values.get(hop) : null;
    }

    private static boolean isProtocol(String protocol) {
        return protocol.isEmpty() || secure(protocol) != null;
    }

    private static @Nullable Boolean secure(String protocol) {
        return switch (protocol.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> Boolean.TRUE;
            case "http", "ws" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && ".-:[]_".indexOf(c) < 0) {
                return false;
            }
        }
        return host.length() <= 255;
    }

    /**
     * Returns how the two kinds contradict each other; {@code null} if they do not. An address in one of them alone
     * contradicts the other, because a client could hide its address so.
     */
    private static @Nullable String contradiction(Said standard, Said customary, boolean secure) {
        if (!Arrays.equals(AddressRange.unmapped(standard.source()), AddressRange.unmapped(customary.source()))) {
            return "the source is " + standard.source() + " by Forwarded and " + customary.source()
                    + " by X-Forwarded-For";
        }
        if (standard.secure() != null
                && customary.secure() != null
                && !Objects.equals(standard.secure(), customary.secure())) {
            return "the protocol is " + protocol(standard.secure()) + " by Forwarded and "
                    + protocol(customary.secure()) + " by X-Forwarded-Proto";
        }
        String one = standard.host();
        String other = customary.host();
        boolean same = one == null
                || other == null
                || ClientConnection.authority(one, secure).equals(ClientConnection.authority(other, secure));
        // Two names may be longer than a detail.
        return same ? null : "Forwarded and X-Forwarded-Host name different hosts: " + cut(one) + " and " + cut(other);
    }

    private static String protocol(boolean secure) {
        return secure ? "https" : "http";
    }

    private static String cut(@Nullable String host) {
        String text = String.valueOf(host);
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines(request, name)) {
            for (String value : line.split(",", -1)) {
                values.add(value.trim());
            }
        }
        return values;
    }
}
