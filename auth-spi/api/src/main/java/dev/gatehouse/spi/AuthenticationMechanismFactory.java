package dev.gatehouse.spi;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Stable;
import java.util.List;

/**
 * Creates mechanisms of one kind.
 *
 * <p>{@link java.util.ServiceLoader} finds the factory. An implementation is therefore a public class with a public
 * no-argument constructor, and its name is listed in
 * {@code META-INF/services/dev.gatehouse.spi.AuthenticationMechanismFactory}.
 *
 * <p>A factory on the class path has no effect by itself. A mechanism is active only when {@code auth.mechanisms} names
 * it.
 *
 * @since 0.1
 */
@Stable
public interface AuthenticationMechanismFactory {

    /**
     * Returns the name that selects the mechanism in {@code auth.mechanisms}: 1 to 32 lower-case letters, digits and
     * {@code -}. A name that does not match, or that two factories share, refuses the start.
     */
    String name();

    /**
     * Returns the settings that the mechanism reads. The default is an empty list. {@link MechanismContext#settings()}
     * rejects any setting that is not declared here.
     */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * Creates the mechanism, ready for use.
     *
     * <p>This method must not wait for the network. A mechanism that needs remote data, such as signing keys, fetches
     * it in the background and returns {@link AuthenticationResult.Unavailable} until it has arrived. If the
     * configuration is {@linkplain MechanismContext#checkOnly() only checked}, it opens nothing at all.
     *
     * @param context the settings, the clock and the other services of the host
     * @return a new mechanism, never {@code null}; the host closes it
     * @throws SettingException if a setting cannot be used; this refuses the start
     */
    AuthenticationMechanism<?> create(MechanismContext context);
}
