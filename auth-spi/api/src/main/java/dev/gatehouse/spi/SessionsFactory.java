package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.util.List;

/**
 * Makes the {@link Sessions}; found with {@link java.util.ServiceLoader} and chosen by {@code auth.sessions}. An implementation is public and has a public constructor without
 * parameters.
 */
public interface SessionsFactory {

    /** Returns the name by which {@code auth.sessions} names it: lower-case letters, digits and {@code -}, 1 to 32 characters. */
    String name();

    /** Returns the settings that it understands. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * Returns the sessions.
     *
     * @param context as for a mechanism, but {@link MechanismContext#sessions()} is refused
     * @throws SettingException if a setting can't be used; the start is refused
     */
    Sessions create(MechanismContext context);
}
