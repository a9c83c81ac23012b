package dev.gatehouse.servlet.settings;

import dev.gatehouse.servlet.gate.AddressRange;
import dev.gatehouse.servlet.gate.HostNames;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.support.PublicSuffixes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Parsers for value types that only the host's settings have. Messages never repeat the input. Stateless. */
final class HostValueParsers {

    private static final Setting<List<String>> ANY_LIST = Setting.list("auth.any", "Any list.");
    private static final Setting<URI> ANY_URL = Setting.url("auth.any", "Any URL.");
    private static final int LONGEST_REALM = 100;

    private HostValueParsers() {}

    static List<String> list(String text, UnaryOperator<String> item) {
        List<String> items = new ArrayList<>();
        for (String part : ANY_LIST.parse(text)) {
            String checked = item.apply(part);
            if (items.contains(checked)) {
                throw new IllegalArgumentException("expected distinct values, but one occurs twice");
            }
            items.add(checked);
        }
        return List.copyOf(items);
    }

    static List<AddressRange> addressRanges(String text) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : ANY_LIST.parse(text)) {
            ranges.add(AddressRange.parse(part));
        }
        return List.copyOf(ranges);
    }

    static List<HostNames.Name> hosts(String text) {
        List<HostNames.Name> hosts = new ArrayList<>();
        for (String part : ANY_LIST.parse(text)) {
            hosts.add(HostNames.Name.parse(part));
        }
        return List.copyOf(hosts);
    }

    static String exactPath(String text) {
        if (text.endsWith("*")) {
            throw new IllegalArgumentException("expected exact paths such as /health");
        }
        return path(text);
    }

    static String mechanismName(String text) {
        if (!SettingInstance.isAlias(text)) {
            throw new IllegalArgumentException(
                    "expected mechanism names separated by commas, each of 1 to 32 lower-case letters, digits and -");
        }
        return text;
    }

    static URI publicUrl(String text) {
        URI url = ANY_URL.parse(text);
        String path = url.getRawPath();
        if (url.getRawQuery() != null || path.contains("//") || path.contains("/.") || url.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    "expected the URL of the application, such as https://tasks.example.com/app, without a query");
        }
        return url;
    }

    /** The realm becomes part of a quoted string in a header (RFC 9110 section 5.6.4). */
    static String realm(String text) {
        boolean form = text.length() <= LONGEST_REALM;
        for (int i = 0; form && i < text.length(); i++) {
            form = text.charAt(i) >= ' ' && text.charAt(i) <= '~';
        }
        if (!form) {
            throw new IllegalArgumentException("expected 1 to " + LONGEST_REALM + " printable ASCII characters");
        }
        return text;
    }

    /** Returns an origin, or a pattern with a star for the leftmost label of an origin. */
    static String originOrPattern(String text) {
        int star = text.indexOf("://*.");
        if (star < 0) {
            return origin(text);
        }
        int label = star + "://".length();
        String origin = origin(text.substring(0, label) + text.substring(label + "*.".length()));
        String host = String.valueOf(URI.create(origin).getHost());
        boolean domain = AddressRange.literal(host) == null && !host.startsWith("[") && !host.endsWith(".");
        if (!domain || PublicSuffixes.contains(host)) {
            throw new IllegalArgumentException(
                    "the subdomains of the domain after *. may belong to different owners, or it is no domain; "
                            + "list each origin");
        }
        return origin.replaceFirst("://", "://*.");
    }

    /** Returns an origin as browsers write it (RFC 6454 section 6.2): lower case, the default port left out. */
    static String origin(String text) {
        if (text.equals("*") || text.equalsIgnoreCase("null")) {
            throw new IllegalArgumentException(
                    "* and null are not allowed; list each origin, such as https://app.example.com");
        }
        try {
            URI origin = new URI(text);
            String host = origin.getHost();
            boolean bare = origin.getRawPath() != null && origin.getRawPath().isEmpty();
            boolean more =
                    origin.getRawUserInfo() != null || origin.getRawQuery() != null || origin.getRawFragment() != null;
            boolean port = origin.getPort() <= 65_535 && !text.endsWith(":");
            if (origin.getScheme() != null && host != null && bare && !more && port) {
                String scheme = origin.getScheme().toLowerCase(Locale.ROOT);
                return scheme + "://" + host.toLowerCase(Locale.ROOT) + port(scheme, origin.getPort());
            }
        } catch (URISyntaxException invalid) {
            // the same message as for a URL that is more than an origin
        }
        throw new IllegalArgumentException(
                "expected origins such as https://app.example.com or http://localhost:3000, without a path or a "
                        + "trailing /");
    }

    private static String port(String scheme, int port) {
        boolean usual = port < 0 || (scheme.equals("https") && port == 443) || (scheme.equals("http") && port == 80);
        return usual ? "" : ":" + port;
    }

    /**
     * A rule must not contain characters that RequestGate refuses in a request, or that would look like a more powerful
     * pattern.
     */
    static String path(String text) {
        String fixed = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
        boolean form = text.startsWith("/") && !(text.endsWith("/*") && fixed.endsWith("/"));
        for (int i = 0; form && i < fixed.length(); i++) {
            char c = fixed.charAt(i);
            form = !Character.isISOControl(c) && "*%;\\?#{}".indexOf(c) < 0;
        }
        String segments = fixed + "/";
        if (!form || fixed.contains("//") || segments.contains("/./") || segments.contains("/../")) {
            throw new IllegalArgumentException(
                    "expected a path such as /health, or /v1/* for /v1 and everything below it");
        }
        return text;
    }

    static String method(String text) {
        boolean form = text.length() <= 20;
        for (int i = 0; form && i < text.length(); i++) {
            char c = text.charAt(i);
            form = (c >= 'A' && c <= 'Z') || c == '-';
        }
        if (!form) {
            throw new IllegalArgumentException(
                    "expected HTTP methods in upper case separated by commas, such as GET, POST");
        }
        return text;
    }
}
