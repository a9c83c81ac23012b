package dev.gatehouse.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where an object of an {@link ObjectGraph} is. In a chain of nodes, every node has the same path, which names each
 * field once.
 *
 * @param place the field that holds it, such as {@code field mac of com.example.Keys}
 * @param outer where the owner of the field is; {@code null} if it has none
 */
record FieldPath(String place, @Nullable FieldPath outer) {

    static FieldPath of(Object root) {
        return new FieldPath("the " + root.getClass().getName(), null);
    }

    /** Returns the path of what a field of the object here holds. */
    FieldPath field(String inner) {
        for (FieldPath path = this; path != null; path = path.outer) {
            if (path.place.equals(inner)) {
                return path;
            }
        }
        return new FieldPath(inner, this);
    }

    /** Returns the path of what the collection here contains. */
    FieldPath element(String kind) {
        String inner = kind + " " + place;
        return outer == null ? new FieldPath(inner, null) : outer.field(inner);
    }

    /** Returns the places, the outermost first. */
    @Override
    public String toString() {
        Deque<String> places = new ArrayDeque<>();
        for (FieldPath path = this; path != null; path = path.outer) {
            // The first field names the class of the root as well.
            if (path.outer != null || places.isEmpty()) {
                places.addFirst(path.place);
            }
        }
        return String.join(" > ", places);
    }
}
