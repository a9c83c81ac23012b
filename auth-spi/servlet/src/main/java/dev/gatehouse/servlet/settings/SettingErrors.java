package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.SettingException;
import java.util.ArrayList;
import java.util.List;

/** Collects all problems of the settings, so that one failed start reports all of them. Not thread-safe. */
final class SettingErrors {

    private static final int SHOWN = 20;

    private final List<String> lines = new ArrayList<>();
    private String firstKey = "auth";

    /** Adds a problem that belongs to no key. */
    void add(String line) {
        lines.add(line);
    }

    /** Adds a problem of a key. */
    void add(String key, String line) {
        if (lines.isEmpty()) {
            firstKey = key;
        }
        lines.add(line);
    }

    /**
     * Does nothing if there is no problem.
     *
     * @throws SettingException with one line for each problem
     */
    void throwIfAny() {
        if (lines.isEmpty()) {
            return;
        }
        if (lines.size() <= SHOWN) {
            throw new SettingException(firstKey, String.join("\n", lines));
        }
        String more = "\n(and " + (lines.size() - SHOWN) + " more)";
        throw new SettingException(firstKey, String.join("\n", lines.subList(0, SHOWN)) + more);
    }
}
