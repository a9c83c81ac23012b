package dev.gatehouse.spi.settings;

import dev.gatehouse.spi.stability.Stable;
import java.util.Optional;
import java.util.Set;

/**
 * The values of the declared settings. They come from code, a properties file, environment variables and system
 * properties; a later one overrides an earlier one.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a setting that was not declared. Immutable and
 * thread-safe.
 *
 * @since 0.1
 */
@Stable
public interface Settings {

    /**
     * Returns the value, that of a {@linkplain Setting#choosing preset}, or the default.
     *
     * @throws SettingException if the value cannot be parsed, or if there is no value
     */
    <T> T get(Setting<T> setting);

    /**
     * Returns the value, that of a {@linkplain Setting#choosing preset}, or the default; empty when there is none.
     *
     * @throws SettingException if the value cannot be parsed
     */
    <T> Optional<T> find(Setting<T> setting);

    /** Returns whether a value was configured. The default and the value of a preset do not count. */
    boolean isSet(Setting<?> setting);

    /**
     * Returns the aliases of a group in the order in which they were found, {@code default} first if one of the group's
     * plain keys is set. Empty when no setting of the group is set. Aliases come from code and files, not from the
     * environment.
     *
     * @param group the key of the group, as in {@link Setting#perInstance(String)}
     */
    Set<String> instances(String group);

    /** Returns these settings with the grouped ones read for one alias. */
    Settings instance(String alias);

    /**
     * Returns an exception for a value that can be parsed but not used. The message includes the origin of the value.
     *
     * @param setting the setting
     * @param problem what is wrong and how to correct it; must not contain the value of a secret
     */
    SettingException refuse(Setting<?> setting, String problem);
}
