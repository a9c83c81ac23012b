package dev.gatehouse.jwt.client;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Scheme, host and port of a server (RFC 6454 section 4). The port is always explicit. */
record Origin(String scheme, String host, int port) {

    /** Returns the origin of an absolute URL. The result equals no configured origin if the URL has no host. */
    static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, host, uri.getPort() < 0 ? standard : uri.getPort());
    }

    static Set<Origin> all(TransportRule rule, String... servers) {
        Set<Origin> origins = new HashSet<>();
        for (String server : servers) {
            origins.add(of(rule.check("the server " + ServerWords.printable(server, 100), server)));
        }
        return origins;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
