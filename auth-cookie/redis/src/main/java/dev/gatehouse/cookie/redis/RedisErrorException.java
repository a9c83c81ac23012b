package dev.gatehouse.cookie.redis;

import java.util.List;
import java.util.Locale;

/** An error reply of Redis. The message is that of Redis, without anything that we sent. */
final class RedisErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    // Redis repeats the arguments of an unknown command, which may be a password.
    private static final String ECHO = ", with args beginning with";

    private static final List<String> WRONG_CONFIGURATION = List.of(
            "NOAUTH",
            "WRONGPASS",
            "NOPERM",
            "DENIED",
            "MOVED",
            "CROSSSLOT",
            "non local key",
            "do not hash to the same slot",
            "unknown command",
            // Errors of scripts without permission, in Redis 6 and later.
            "user executing the script",
            "ACL failure",
            "called without any password configured",
            "DB index",
            // Of sentinels.
            "no sentinel knows",
            "would not be encrypted",
            "SELECT is not allowed");

    private static final List<String> WRONG_SERVER = List.of("READONLY", "LOADING", "MASTERDOWN", "NOAUTH");

    private static final List<String> DAMAGED = List.of("WRONGTYPE", "attempt to", "NaN");

    RedisErrorException(String reply) {
        super(withoutEcho(reply));
    }

    /** Returns the first line of an error reply, without what was sent. */
    static String withoutEcho(String reply) {
        int echo = reply.toLowerCase(Locale.ROOT).indexOf(ECHO);
        String line = reply.lines().findFirst().orElse("an error without a message");
        return echo < 0 ? line : line.substring(0, Math.min(echo, line.length()));
    }

    /** Returns whether retrying is pointless. */
    boolean isFinal() {
        return saysOneOf(WRONG_CONFIGURATION);
    }

    /** Returns whether the connection leads to the wrong server, or to one that is no longer the right one. */
    boolean isOfConnection() {
        return saysOneOf(WRONG_SERVER);
    }

    /** Returns whether the value of a key is not ours; this says nothing about other keys. */
    boolean isOfOneKey() {
        return saysOneOf(DAMAGED);
    }

    private boolean saysOneOf(List<String> phrases) {
        String message = String.valueOf(getMessage());
        return phrases.stream().anyMatch(message::contains);
    }
}
