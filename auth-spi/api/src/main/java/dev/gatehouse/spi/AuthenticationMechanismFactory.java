package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.util.List;

/**
 * Makes mechanisms of one kind; found with {@link java.util.ServiceLoader}, so an implementation is public, has a public constructor without parameters, and is named in
 * {@code META-INF/services/dev.gatehouse.spi.AuthenticationMechanismFactory}.
 *
 * <p>Being on the class path activates nothing: a mechanism takes part only when {@code auth.mechanisms} names it.
 */
public interface AuthenticationMechanismFactory {

    /** Returns the name by which configuration names the mechanism: lower-case letters, digits and {@code -}, 1 to 32 characters. */
    String name();

    /** Returns the settings that the mechanism understands. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * Returns a mechanism, ready to work. It does not wait for the network: what needs one is fetched in the background, and until then the mechanism answers
     * {@link AuthenticationResult.Unavailable}.
     *
     * @throws SettingException if a setting can't be used; the start is refused
     */
    AuthenticationMechanism<?> create(MechanismContext context);
}
