package dev.gatehouse.cookie.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/** The scripts. Redis runs each as a whole, without other commands in between. */
enum RedisScript {
    /** Adds a session under a new id. */
    ADD,
    /** Replaces the record with a given version. */
    REPLACE,
    /** Advances the time of last use. */
    TOUCH,
    /** Removes a session and returns it. */
    REMOVE,
    /** Removes the given sessions that match a selection, and returns their ids. */
    REMOVE_IF,
    /** Returns the ids in a set. */
    MEMBERS,
    /** Returns the given sessions. */
    LIST,
    /** Counts a login attempt. */
    TAKE,
    /** Takes back a login attempt. */
    GIVE_BACK,
    /** Marks the present state, so that a replica that confirms the mark has everything before it. */
    FENCE,
    /** Uses every command that the other scripts use. */
    PROBE;

    private final String text;
    private final String sha1;

    RedisScript() {
        this.text = read("common") + read(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        this.sha1 = sha1(text);
    }

    String text() {
        return text;
    }

    /** Returns the name under which Redis caches it. */
    String sha1() {
        return sha1;
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(RedisScript.class.getResourceAsStream(name + ".lua"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
