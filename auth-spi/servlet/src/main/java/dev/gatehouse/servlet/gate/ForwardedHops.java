package dev.gatehouse.servlet.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hops that one kind of forwarding header names, the nearest one last.
 *
 * @param nodes the nodes from which the hops received the request; an unknown one is {@link #UNKNOWN}
 * @param protocols the protocols; as many as nodes, or one, or none
 * @param hosts the hosts, likewise
 */
record ForwardedHops(List<String> nodes, List<String> protocols, List<String> hosts) {

    /** A node that does not tell its address (RFC 7239 section 6). */
    static final String UNKNOWN = "";

    boolean isEmpty() {
        return nodes.isEmpty() && protocols.isEmpty() && hosts.isEmpty();
    }

    /** Reads the lines of {@code Forwarded} (RFC 7239 section 4); {@code null} if one is malformed. */
    static @Nullable ForwardedHops standard(List<String> lines) {
        ForwardedHops hops = new ForwardedHops(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String line : lines) {
            int at = 0;
            while (at >= 0 && at <= line.length()) {
                at = hops.addElement(line, at);
            }
            if (at < 0) {
                return null;
            }
        }
        return hops;
    }

    /** Adds one element and returns the position after its comma; -1 if it is malformed. */
    private int addElement(String line, int from) {
        Set<String> names = new HashSet<>();
        String node = null;
        String protocol = "";
        String host = "";
        int at = from;
        while (true) {
            int equals = line.indexOf('=', at);
            String name = equals < 0 ? "" : line.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            Value value = HttpTokens.isToken(name) && names.add(name) ? Value.at(line, equals + 1) : null;
            if (value == null) {
                return -1;
            }
            boolean empty = value.text().isEmpty();
            switch (name) {
                case "for" -> node = empty ? null : node(value.text());
                case "proto" -> protocol = value.text();
                case "host" -> host = value.text();
                default -> {
                    // "by" and extensions say nothing about the client. Some routers send extensions without a value.
                    empty = false;
                }
            }
            if (empty || (name.equals("for") && node == null)) {
                return -1;
            }
            at = value.end() + 1;
            if (value.end() == line.length() || line.charAt(value.end()) == ',') {
                break;
            }
        }
        nodes.add(node == null ? UNKNOWN : node);
        protocols.add(protocol);
        hosts.add(host);
        return at;
    }

    private static @Nullable String node(String text) {
        int colon = text.startsWith("[") ? text.indexOf("]:") + 1 : text.lastIndexOf(':');
        String name = colon > 0 && text.indexOf(':') == colon ? text.substring(0, colon) : text;
        boolean hidden = name.equalsIgnoreCase("unknown") || isObfuscated(name);
        if (!hidden) {
            return text;
        }
        String port = text.substring(name.length());
        return port.isEmpty() || isPort(port.substring(1)) ? UNKNOWN : null;
    }

    private static boolean isObfuscated(String text) {
        boolean form = text.length() > 1 && text.charAt(0) == '_';
        for (int i = 1; form && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            form = letterOrDigit || c == '.' || c == '_' || c == '-';
        }
        return form;
    }

    /** Returns the address of a node without its port; {@code null} if it is not an IP address. */
    static @Nullable String address(String node) {
        String address = node;
        String port = "";
        int end = node.indexOf(']');
        int colon = node.indexOf(':');
        if (node.startsWith("[") && end > 0) {
            address = node.substring(1, end);
            port = node.substring(end + 1);
        } else if (colon > 0 && colon == node.lastIndexOf(':')) {
            address = node.substring(0, colon);
            port = node.substring(colon);
        }
        boolean form = port.isEmpty() || (port.startsWith(":") && isPort(port.substring(1)));
        return form && AddressRange.literal(address) != null ? address : null;
    }

    private static boolean isPort(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits || isObfuscated(text);
    }

    /**
     * A value of a parameter.
     *
     * @param text the value without quotes
     * @param end the position of the semicolon or comma after it, or the end of the line
     */
    private record Value(String text, int end) {

        static @Nullable Value at(String line, int from) {
            int start = skipBlanks(line, from);
            if (start == line.length() || line.charAt(start) != '"') {
                int end = start;
                while (end < line.length() && line.charAt(end) != ';' && line.charAt(end) != ',') {
                    end++;
                }
                String text = line.substring(start, end).strip();
                return text.indexOf('"') < 0 ? new Value(text, end) : null;
            }
            StringBuilder text = new StringBuilder();
            int at = start + 1;
            while (at < line.length() && line.charAt(at) != '"') {
                at += line.charAt(at) == '\\' ? 1 : 0;
                if (at < line.length()) {
                    text.append(line.charAt(at++));
                }
            }
            int end = skipBlanks(line, at + 1);
            boolean closed = at < line.length() && (end == line.length() || ";,".indexOf(line.charAt(end)) >= 0);
            return closed ? new Value(text.toString(), end) : null;
        }

        private static int skipBlanks(String line, int from) {
            int at = Math.min(from, line.length());
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
            return at;
        }
    }
}
