package dev.gatehouse.servlet.http;

import static org.junit.jupiter.api.Assertions.fail;

/**
 * Secrets of the tests. Each begins with a mark, and the clients and listeners of the tests fail when they meet the
 * mark where it must not be.
 */
public final class Canary {

    static final String MARK = "s3cr3t-";

    private Canary() {}

    /** Returns a secret. */
    public static String secret(String name) {
        return MARK + name;
    }

    /** Fails when a text holds a secret. */
    public static String clean(String what, String text) {
        int at = text.indexOf(MARK);
        if (at >= 0) {
            fail(what + " shows a secret: " + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
        }
        return text;
    }
}
