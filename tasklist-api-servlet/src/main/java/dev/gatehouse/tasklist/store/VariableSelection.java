package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which variables to read, and of which the whole text. Immutable.
 *
 * @param names the wanted names; null for all
 * @param full names whose whole text is wanted even when it is long; null for all
 * @since 0.1
 */
@Incubating
public record VariableSelection(
        @Nullable Set<String> names, @Nullable Set<String> full) {

    /** Copies the sets. */
    public VariableSelection {
        names = names == null ? null : Set.copyOf(names);
        full = full == null ? null : Set.copyOf(full);
    }

    /** All variables; long texts as previews. */
    public static VariableSelection all() {
        return new VariableSelection(null, Set.of());
    }

    /** All variables with their whole texts. */
    public static VariableSelection allFull() {
        return new VariableSelection(null, null);
    }
}
