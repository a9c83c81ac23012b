package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Incubating;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types of claims. A value of another type is not converted.
 *
 * @since 0.1
 */
@Incubating
public final class Claims {

    private Claims() {}

    /**
     * Returns whether a string has only visible characters. Control characters, format characters and unpaired
     * surrogates could make one name look like another. A {@linkplain Joiners joiner} is accepted where it joins.
     */
    public static boolean isPlain(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            switch (Character.getType(c)) {
                case Character.FORMAT -> {
                    if (!Joiners.joins(text, i)) {
                        return false;
                    }
                    i++;
                }
                case Character.CONTROL,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> {
                    return false;
                }
                default -> i += Character.charCount(c);
            }
        }
        return true;
    }

    /**
     * Returns an identifier: a string as it is, an integer in its plain spelling; {@code null} for any other value. A
     * number with a fraction or an exponent has several spellings, so it identifies nothing.
     */
    public static @Nullable String identifier(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof Long || value instanceof BigInteger ? value.toString() : null;
    }

    /**
     * Returns the value as an unmodifiable list of strings; {@code null} if it is not a list, or if an element is not a
     * string.
     */
    @SuppressWarnings("unchecked")
    public static @Nullable List<String> strings(@Nullable Object value) {
        if (!(value instanceof List<?> elements)) {
            return null;
        }
        for (Object element : elements) {
            if (!(element instanceof String)) {
                return null;
            }
        }
        return (List<String>) elements;
    }
}
