package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Stable;
import java.util.List;

/**
 * Creates a user directory from settings. It is found with {@link java.util.ServiceLoader} and selected with
 * {@code auth.cookie.users}. An implementation is public and has a public constructor without parameters.
 *
 * @since 0.1
 */
@Stable
public interface UsersFactory {

    /**
     * Returns the name that selects it in {@code auth.cookie.users}: lower-case letters, digits and {@code -}; not
     * {@code file}.
     */
    String name();

    /** Returns the settings of the directory. */
    List<Setting<?>> settings();

    /**
     * Returns a new directory. If it is {@link AutoCloseable}, it is closed together with the mechanism that it was
     * created for.
     *
     * <p>If the configuration is {@linkplain MechanismContext#checkOnly() only checked}, it checks the settings, opens
     * nothing, and returns a directory that is never asked.
     *
     * @param context the context of the mechanism
     * @throws SettingException if a setting is invalid; the start is then refused
     */
    Users create(MechanismContext context);
}
