package dev.gatehouse.samples.tasklist.status;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of settings that are read at the start only, so that a reload can say which of them it left alone.
 * Immutable.
 */
public final class StartSettings {

    private final Map<Setting<?>, Optional<?>> values = new LinkedHashMap<>();

    /**
     * Remembers the values.
     *
     * @param declared the settings, all of them declared with the host
     * @param settings those of the start
     */
    public StartSettings(List<Setting<?>> declared, Settings settings) {
        declared.forEach(setting -> values.put(setting, settings.find(setting)));
    }

    /** Returns the keys whose values are not those of the start any more. */
    public List<String> changed(Settings settings) {
        return values.entrySet().stream()
                .filter(value -> !value.getValue().equals(settings.find(value.getKey())))
                .map(value -> value.getKey().key())
                .toList();
    }
}
