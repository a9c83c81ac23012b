package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Incubating;
import java.util.List;

/**
 * Creates the {@link Sessions}. {@link java.util.ServiceLoader} finds the factory, and {@code auth.sessions} selects it
 * by name. An implementation is a public class with a public no-argument constructor.
 *
 * @since 0.1
 */
@Incubating
public interface SessionsFactory {

    /**
     * Returns the name that selects this factory in {@code auth.sessions}: 1 to 32 lower-case letters, digits and
     * {@code -}.
     */
    String name();

    /** Returns the settings that the factory reads. The default is an empty list. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * Creates the session service.
     *
     * @param context as for a mechanism, except that {@link MechanismContext#sessions()} throws
     *     {@link IllegalStateException}; if the configuration is {@linkplain MechanismContext#checkOnly() only
     *     checked}, no store is opened, and calls of the returned service fail with
     *     {@link SessionsUnavailableException}
     * @throws SettingException if a setting cannot be used; this refuses the start
     */
    Sessions create(MechanismContext context);
}
