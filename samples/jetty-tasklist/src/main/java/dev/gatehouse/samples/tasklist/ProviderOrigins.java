package dev.gatehouse.samples.tasklist;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins of the providers that people log in with, and that end their sessions at a logout. */
final class ProviderOrigins {

    private static final Pattern ISSUER =
            Pattern.compile("auth\\.login\\.(?:providers\\.[^. ]+\\.)?issuer = (https?://[A-Za-z0-9.:\\[\\]-]+).*");

    private ProviderOrigins() {}

    /**
     * Returns them.
     *
     * @param settings the current settings, one per line: key, value, and the origin in parentheses
     */
    static List<String> of(List<String> settings) {
        return settings.stream()
                .map(ISSUER::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .distinct()
                .toList();
    }
}
