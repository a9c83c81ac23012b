package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects the variables to read, and those to read in full. Immutable.
 *
 * @param names names to read; null for all
 * @param full names to read in full; null for all
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

    /** Selects all variables; long values as previews. */
    public static VariableSelection all() {
        return new VariableSelection(null, Set.of());
    }

    /** Selects all variables in full. */
    public static VariableSelection allFull() {
        return new VariableSelection(null, null);
    }
}
