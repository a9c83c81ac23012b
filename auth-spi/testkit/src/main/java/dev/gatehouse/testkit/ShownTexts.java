package dev.gatehouse.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that a mechanism leaves behind, and the secrets that none of them may contain. */
final class ShownTexts {

    /** Shorter values would be found by chance. */
    private static final int SHORTEST = 8;

    private record Text(String when, String where, String content) {}

    private final List<Text> texts = new ArrayList<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    /**
     * Adds a text.
     *
     * @param when what the mechanism did, for the message
     * @param where the place of the text, for the message
     */
    void add(String when, String where, String content) {
        texts.add(new Text(when, where, content));
    }

    /** Adds a secret, with its name for the message. Leaves out short ones. */
    void addSecret(String secret, String name) {
        if (secret.length() >= SHORTEST) {
            addAnySecret(secret, name);
        }
    }

    /** Adds a secret of any length, with its name for the message. */
    void addAnySecret(String secret, String name) {
        secrets.putIfAbsent(secret, name);
    }

    void requireNoSecret() {
        for (Text text : texts) {
            secrets.forEach((secret, name) -> Rule.SECRET_SHOWN.check(
                    !text.content().contains(secret), text.when() + ": " + name + " is shown by " + text.where()));
        }
    }
}
