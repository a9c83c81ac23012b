package dev.gatehouse.testkit;

import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import java.util.Map;

/**
 * The settings of a mechanism with a planted bug.
 *
 * @param declared what its factory declares
 * @param values what its contract gives it
 */
record PlantedSettings(List<Setting<?>> declared, Map<String, String> values) {

    static final PlantedSettings NONE = new PlantedSettings(List.of(), Map.of());
}
