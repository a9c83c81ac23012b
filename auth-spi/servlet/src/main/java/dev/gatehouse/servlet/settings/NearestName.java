package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that is most similar to a misspelt one. Internal to the host. Stateless.
 *
 * @since 0.1
 */
@Internal
public final class NearestName {

    private static final int LONGEST = 120;
    private static final int MOST_EDITS = 4;

    private NearestName() {}

    /**
     * Returns the most similar known name; empty if none is similar enough. Case and the separators {@code .},
     * {@code -} and {@code _} are ignored. One edit per four characters is allowed, and at most four.
     *
     * @param name an unknown name
     * @param known the known names; of several equally similar ones, the first is returned
     */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(name);
        int best = bound(name.length()) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : known) {
            int distance = plain(candidate).equals(plain)
                    ? 0
                    : distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    private static int bound(int length) {
        if (length < 2) {
            return 0;
        }
        return Math.min(MOST_EDITS, Math.max(1, length / 4));
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != '-' && c != '_') {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    /** Restricted Damerau-Levenshtein distance: insert, delete, replace, swap neighbours. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(row[j - 1], last[j]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
