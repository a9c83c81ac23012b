package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;

/**
 * The names of those that declare settings.
 *
 * @since 0.1
 */
@Internal
public final class SettingsOwners {

    /** The host. A mechanism cannot have this name, because it contains a space. */
    public static final String HOST = "the host";

    /** The application. The host checks that its keys do not start with {@code auth}. */
    public static final String APPLICATION = "the application";

    private SettingsOwners() {}

    public static String sessions(String name) {
        return "the sessions " + name;
    }
}
