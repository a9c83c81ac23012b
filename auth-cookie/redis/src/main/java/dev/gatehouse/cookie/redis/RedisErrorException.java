package dev.gatehouse.cookie.redis;

import java.util.List;
import java.util.Locale;

/** An error that Redis answered with. Its message is that of Redis, without anything that we sent. */
final class RedisErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    // Redis repeats the arguments of a command that it does not know, which may be a password.
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
            // What scripts are told that lack a right, in Redis 6 and later.
            "user executing the script",
            "ACL failure",
            "called without any password configured",
            "DB index",
            "SELECT is not allowed");

    private static final List<String> WRONG_SERVER = List.of("READONLY", "LOADING", "MASTERDOWN", "NOAUTH");

    private static final List<String> DAMAGED = List.of("WRONGTYPE", "attempt to", "NaN");

    RedisErrorException(String said) {
        super(withoutEcho(said));
    }

    private static String withoutEcho(String said) {
        int echo = said.toLowerCase(Locale.ROOT).indexOf(ECHO);
        String line = said.lines().findFirst().orElse("an error without a text");
        return echo < 0 ? line : line.substring(0, Math.min(echo, line.length()));
    }

    /** Whether waiting does not help. */
    boolean isFinal() {
        return saysOneOf(WRONG_CONFIGURATION);
    }

    /** Whether the connection leads to a server that is not, or no longer, the one to talk to. */
    boolean isOfConnection() {
        return saysOneOf(WRONG_SERVER);
    }

    /** Whether what is kept under a key is none of ours, which says nothing about the others. */
    boolean isOfOneKey() {
        return saysOneOf(DAMAGED);
    }

    private boolean saysOneOf(List<String> texts) {
        String message = String.valueOf(getMessage());
        return texts.stream().anyMatch(message::contains);
    }
}
