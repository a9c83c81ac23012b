package dev.gatehouse.jwt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one typed reader of claims: what does not have the expected type is not converted, it is refused. */
final class Claims {

    private Claims() {}

    /** Returns a list of texts, unmodifiable; {@code null} when the value is none, or when one of its elements is no text. */
    @SuppressWarnings("unchecked")
    static @Nullable List<String> texts(@Nullable Object value) {
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
