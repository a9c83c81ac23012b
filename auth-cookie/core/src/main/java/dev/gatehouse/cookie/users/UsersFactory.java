package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Stable;
import java.util.List;

/**
 * Makes a directory of users from settings; found with {@link java.util.ServiceLoader} and chosen by {@code auth.cookie.users}. An implementation is public and has a public
 * constructor without parameters.
 *
 * @since 0.1
 */
@Stable
public interface UsersFactory {

    /** Returns the name by which {@code auth.cookie.users} names it: lower-case letters, digits and {@code -}; not {@code file}. */
    String name();

    /** Returns the settings that it understands. */
    List<Setting<?>> settings();

    /**
     * Returns the directory. If it is {@link AutoCloseable} it is closed with the mechanism that asked for it; every mechanism asks for one of its own.
     *
     * @param context that of the mechanism
     * @throws SettingException if a setting can't be used; the start is refused
     */
    Users create(MechanismContext context);
}
