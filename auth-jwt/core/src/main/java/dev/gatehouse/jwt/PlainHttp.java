package dev.gatehouse.jwt;

import java.net.URI;
import java.util.Locale;

/** Tells where plain http leaves this machine. */
final class PlainHttp {

    private PlainHttp() {}

    /** By the host's spelling alone: nothing is looked up. */
    static boolean beyondLoopback(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || isLoopback4(host);
        return !"https".equalsIgnoreCase(uri.getScheme()) && !loopback;
    }

    /** A name such as 127.0.0.1.example.com is no address. */
    private static boolean isLoopback4(String host) {
        boolean digits = host.startsWith("127.");
        int dots = 0;
        for (int i = 0; digits && i < host.length(); i++) {
            char c = host.charAt(i);
            dots += c == '.' ? 1 : 0;
            digits = c == '.' || (c >= '0' && c <= '9');
        }
        return digits && dots == 3;
    }
}
