package dev.gatehouse.cookie.redis;

import dev.gatehouse.support.http.PlainHttp;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Redis.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param tls whether the connection is encrypted and the server must prove its name
 * @param database the number of the database, from 0
 */
record RedisUrl(String host, int port, boolean tls, int database) implements RedisAddress {

    private static final String FORM =
            "expected redis://host:port or rediss://host:port, optionally followed by /number to select a database";
    private static final int DEFAULT_PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern URL = Pattern.compile(
            "(redis|rediss)://(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)])(?::(\\d{1,5}))?(?:/(\\d{0,5}))?");

    /**
     * Parses a URL.
     *
     * @throws IllegalArgumentException if the URL is invalid or contains credentials; the message does not repeat it
     */
    static RedisUrl parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("expected a URL without user and password; use their settings");
        }
        Matcher parts = URL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        int port = number(parts.group(4), DEFAULT_PORT);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(FORM);
        }
        String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
        return new RedisUrl(host, port, parts.group(1).equals("rediss"), number(parts.group(5), 0));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static int number(String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    /** Returns whether others can read the traffic. Decided by the spelling of the host alone, without a lookup. */
    boolean readableInTransit() {
        return !tls && !PlainHttp.isLoopback(host);
    }
}
