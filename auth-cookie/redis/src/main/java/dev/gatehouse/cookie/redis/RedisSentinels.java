package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.support.http.PlainHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * The sentinels that know the master. {@link #toString()} shows no credential.
 *
 * @param sentinels their addresses, at least one
 * @param master the name of the master
 * @param tls whether connections to sentinels and master are encrypted, and each must prove its name
 * @param plaintextAllowed whether unencrypted connections may leave this machine
 * @param user the user of the sentinels
 * @param password the password of the sentinels
 */
record RedisSentinels(
        List<HostAndPort> sentinels,
        String master,
        boolean tls,
        boolean plaintextAllowed,
        Optional<String> user,
        Optional<Secret> password)
        implements RedisAddress {

    private static final String FORM = "expected host:port, or several of them separated by commas";
    private static final int DEFAULT_PORT = 26_379;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern ADDRESS =
            Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)])(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    RedisSentinels {
        sentinels = List.copyOf(sentinels);
    }

    /**
     * Parses addresses separated by commas.
     *
     * @throws IllegalArgumentException if an address is invalid or occurs twice; the message does not repeat it
     */
    static List<HostAndPort> parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("expected addresses without user and password; use their settings");
        }
        List<HostAndPort> addresses = new ArrayList<>();
        for (String item : SettingList.items(text)) {
            Matcher parts = ADDRESS.matcher(item);
            if (!parts.matches()) {
                throw new IllegalArgumentException(FORM);
            }
            int port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
            if (port < 1 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException(FORM);
            }
            HostAndPort address = new HostAndPort(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
            // A sentinel that is listed twice would have two votes.
            if (addresses.contains(address)) {
                throw new IllegalArgumentException("expected distinct addresses, but one occurs twice");
            }
            addresses.add(address);
        }
        return addresses;
    }

    /** Returns the name of a master, if it is one that sentinels accept. */
    static String checkedName(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("expected letters, digits and . _ -");
        }
        return text;
    }

    @Override
    public int database() {
        return 0;
    }

    /** Returns whether others could read the traffic with a sentinel. */
    boolean readableInTransit() {
        return sentinels.stream().anyMatch(this::refuses);
    }

    /** Returns whether a connection to this server must not be made, because others could read it. */
    boolean refuses(HostAndPort server) {
        return !tls && !plaintextAllowed && !PlainHttp.isLoopback(server.getHost());
    }

    @Override
    public String toString() {
        return master + " of the sentinels " + sentinels;
    }
}
