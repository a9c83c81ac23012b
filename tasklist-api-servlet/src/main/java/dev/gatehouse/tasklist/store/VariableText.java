package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * The JSON value of a variable, possibly truncated. Immutable.
 *
 * @param preview the value, truncated to {@value #PREVIEW_LENGTH} characters
 * @param truncated whether the preview is shorter than the value
 * @param full the whole value; null if it is truncated and was not read
 * @since 0.1
 */
@Incubating
public record VariableText(
        String preview, boolean truncated, @Nullable String full) {

    /** Length of a preview in Java characters. */
    public static final int PREVIEW_LENGTH = 8191;

    public static VariableText of(String text) {
        boolean truncated = text.length() > PREVIEW_LENGTH;
        return new VariableText(truncated ? preview(text) : text, truncated, text);
    }

    private static String preview(String text) {
        // Half of a surrogate pair cannot be encoded as UTF-8.
        boolean splitsPair = Character.isHighSurrogate(text.charAt(PREVIEW_LENGTH - 1));
        return text.substring(0, splitsPair ? PREVIEW_LENGTH - 1 : PREVIEW_LENGTH);
    }
}
