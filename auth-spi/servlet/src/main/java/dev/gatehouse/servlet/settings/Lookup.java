package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * A source of named values: {@code System::getenv}, {@code System::getProperty}, or a map in a test. Internal to the
 * host.
 *
 * @since 0.1
 */
@FunctionalInterface
@Internal
public interface Lookup {

    /** Returns the value of a name; null if it is not set. */
    @Nullable
    String find(String name);
}
