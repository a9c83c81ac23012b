package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A figure about a mechanism or a session service at the time of asking, for metrics. Immutable.
 *
 * <p>Names and labels come from the code and the configuration, never from a request, so that their number is bounded.
 * They contain no credential and no name of a user.
 *
 * @param name words of lower-case letters and digits, joined by dots, with the unit as the last word if it has one,
 *     such as {@code keys.age.seconds}; at most 64 characters
 * @param kind how the value changes
 * @param value the value; {@code NaN} is not allowed
 * @param labels tell measurements of the same name apart, such as {@code issuer}; keys are words of lower-case letters
 *     and digits, at most 32 characters, and {@code part} belongs to the host
 * @since 0.1
 */
@Incubating
public record Measurement(String name, Kind kind, double value, Map<String, String> labels) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_KEY = 32;
    private static final String PART = "part";

    /** How a value changes. */
    public enum Kind {
        /** It rises and falls, such as a size or an age. */
        GAUGE,
        /** It only rises, and restarts at zero with a new mechanism, as after a reload. */
        COUNTER
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name, the key of a label or the value is invalid
     */
    public Measurement {
        Objects.requireNonNull(kind, "kind");
        if (!isName(name)) {
            throw new IllegalArgumentException("expected words of lower-case letters and digits, joined by dots");
        }
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("expected a number");
        }
        for (String key : labels.keySet()) {
            if (key.length() > LONGEST_KEY || !isWord(key) || key.equals(PART)) {
                throw new IllegalArgumentException("expected a label of lower-case letters and digits, not part");
            }
        }
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Returns a value that rises and falls. */
    public static Measurement gauge(String name, double value) {
        return new Measurement(name, Kind.GAUGE, value, Map.of());
    }

    /** Returns a value that only rises. */
    public static Measurement counter(String name, double value) {
        return new Measurement(name, Kind.COUNTER, value, Map.of());
    }

    /** Returns the same measurement with a further label. */
    public Measurement with(String label, String text) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, text);
        return new Measurement(name, kind, value, more);
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (String word : name.split("\\.", -1)) {
            if (!isWord(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(String word) {
        boolean form = !word.isEmpty() && word.charAt(0) >= 'a' && word.charAt(0) <= 'z';
        for (int i = 0; form && i < word.length(); i++) {
            char c = word.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
        return form;
    }
}
