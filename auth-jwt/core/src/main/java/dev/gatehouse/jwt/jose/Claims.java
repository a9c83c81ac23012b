package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one typed reader of claims: what does not have the expected type is not converted, it is refused.
 *
 * @since 0.1
 */
@Internal
public final class Claims {

    private Claims() {}

    /**
     * Returns whether people see every character of a text as what it is. Controls, marks that reorder or hide text, and halves of a character could pass one name off for
     * another.
     */
    public static boolean isPlain(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
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

    /** Returns a list of texts, unmodifiable; {@code null} when the value is none, or when one of its elements is no text. */
    @SuppressWarnings("unchecked")
    public static @Nullable List<String> texts(@Nullable Object value) {
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
