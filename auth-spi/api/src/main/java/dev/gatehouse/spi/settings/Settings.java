package dev.gatehouse.spi.settings;

import java.util.Optional;
import java.util.Set;

/**
 * The values of declared settings, gathered from code, a properties file, the environment and system properties, in rising order. Asking for a setting that was
 * not declared is a defect and throws {@link IllegalArgumentException}. Immutable and thread-safe.
 */
public interface Settings {

    /**
     * Returns a value, or the default.
     *
     * @throws SettingException if the text does not parse, or if there is neither value nor default
     */
    <T> T get(Setting<T> setting);

    /**
     * Returns a value, or the default; empty when there is neither.
     *
     * @throws SettingException if the text does not parse
     */
    <T> Optional<T> find(Setting<T> setting);

    /** Returns whether somebody set a value, other than by the default. */
    boolean isSet(Setting<?> setting);

    /**
     * Returns the aliases of a group in the order they were found, {@code default} first when one of its flat keys is set; empty when no setting of the group is set. Aliases
     * are found in code and files, not in the environment.
     *
     * @param group the group's key, as in {@link Setting#perInstance(String)}
     */
    Set<String> instances(String group);

    /** Returns these settings with those of a group read for one alias. */
    Settings instance(String alias);

    /**
     * Returns the exception for a value that parses and can't be used, naming where the value comes from.
     *
     * @param setting the setting at fault
     * @param problem what is wrong and what to do about it, without the value of a secret
     */
    SettingException refuse(Setting<?> setting, String problem);
}
