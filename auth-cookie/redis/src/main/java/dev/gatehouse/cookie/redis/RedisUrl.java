package dev.gatehouse.cookie.redis;

import dev.gatehouse.support.http.PlainHttp;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Redis is.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param tls whether the connection is encrypted and the server has to prove its name
 * @param database the number of the database, from 0
 */
record RedisUrl(String host, int port, boolean tls, int database) {

    private static final String FORM =
            "expected redis://host:port or rediss://host:port, with /number for another database than 0";
    private static final int DEFAULT_PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern URL = Pattern.compile(
            "(redis|rediss)://(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)])(?::(\\d{1,5}))?(?:/(\\d{0,5}))?");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none, or holds credentials; the message does not repeat it
     */
    static RedisUrl parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the URL must not hold user and password; there are settings for them");
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

    private static int number(String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    /** Whether others can listen to it; by the host's spelling alone, nothing is looked up. */
    boolean readableOnTheWay() {
        return !tls && !PlainHttp.isLoopback(host);
    }
}
