package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link SettingsLoader#load()}. All values are valid. Internal to the host. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class LoadedSettings {

    private final Declarations declarations;
    private final Map<String, SourceValue> values;
    private final Map<String, Set<String>> aliases;
    private final Map<String, String> ignored;
    private final String place;
    private final List<String> warnings;

    LoadedSettings(
            Declarations declarations,
            Map<String, SourceValue> values,
            Map<String, Set<String>> aliases,
            Map<String, String> ignored,
            String place,
            List<String> warnings) {
        this.declarations = declarations;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        Map<String, Set<String>> frozen = new HashMap<>();
        for (Map.Entry<String, Set<String>> group : aliases.entrySet()) {
            frozen.put(group.getKey(), Collections.unmodifiableSet(group.getValue()));
        }
        this.aliases = Map.copyOf(frozen);
        this.ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
        this.place = place;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Returns the settings that an owner declared.
     *
     * @throws IllegalArgumentException if the owner declared nothing
     */
    public Settings settings(String owner) {
        return new SettingsView(this, owner, declarations.keysOf(owner), SettingInstance.DEFAULT);
    }

    /** Returns the values of keys with an ignored prefix in code and files. */
    public Map<String, String> ignored() {
        return ignored;
    }

    /**
     * Returns what an operator should change although the settings are valid, one sentence each: environment variables
     * that have the names of settings but were injected by Kubernetes for a Service, and names of environment variables
     * and system properties that begin like settings and are none.
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Returns the current settings, one per line, in the order of their declaration: {@code auth.realm = gatehouse
     * (default)}. Secrets are masked; settings without value and default are omitted, and so are those of a group
     * without instances.
     */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Setting<?> setting : declarations.all()) {
            Optional<String> group = setting.group();
            for (String alias : group.isEmpty() ? Set.of(SettingInstance.DEFAULT) : aliases(group.get())) {
                String line = describe(setting, setting.key(alias));
                if (line != null) {
                    lines.add(line);
                }
            }
        }
        return List.copyOf(lines);
    }

    private @Nullable String describe(Setting<?> setting, String key) {
        SourceValue value = values.get(key);
        if (value == null) {
            return setting.defaultText()
                    .map(text -> key + " = " + (setting.isSecret() ? "***" : text) + " (default)")
                    .orElse(null);
        }
        String from = value.file() == null
                ? ""
                : ", content of " + PrintableText.printable(value.file().toString());
        return key + " = " + (setting.isSecret() ? "***" : shown(value.text())) + " (" + value.origin() + from + ")";
    }

    /** A value may hide or reorder what follows it on the line. Control characters were refused when it was read. */
    private static String shown(String value) {
        return Printable.escaped(value, Integer.MAX_VALUE);
    }

    /** Returns the files that secrets were read from. */
    public Set<Path> secretFiles() {
        Set<Path> files = new LinkedHashSet<>();
        for (SourceValue value : values.values()) {
            if (value.file() != null) {
                files.add(value.file());
            }
        }
        return files;
    }

    /** Returns what presets chose, one line per preset, such as {@code preset of auth.x.y = z: auth.x.a = b}. */
    public List<String> describePresets() {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value.origin().isPreset()) {
                chosen.computeIfAbsent(value.origin().toString(), origin -> new ArrayList<>())
                        .add(key + " = " + shown(value.text()));
            }
        });
        List<String> lines = new ArrayList<>();
        chosen.forEach((origin, settings) -> lines.add(origin + ": " + String.join("; ", settings)));
        return List.copyOf(lines);
    }

    boolean isDeclared(Setting<?> setting) {
        return declarations.contains(setting);
    }

    boolean hasGroup(String group, Set<String> keys) {
        for (String key : keys) {
            Setting<?> setting = declarations.flat(key);
            if (setting != null && setting.group().equals(Optional.of(group))) {
                return true;
            }
        }
        return false;
    }

    Set<String> aliases(String group) {
        return aliases.getOrDefault(group, Set.of());
    }

    @Nullable
    SourceValue value(String key) {
        return values.get(key);
    }

    /** Returns where to set a missing key: in the file near related keys, or in the environment. */
    String remedy(String key) {
        String parent = key.substring(0, key.lastIndexOf('.') + 1);
        SettingOrigin neighbour = null;
        for (Map.Entry<String, SourceValue> entry : values.entrySet()) {
            SettingOrigin origin = entry.getValue().origin();
            boolean near = entry.getKey().startsWith(parent) && entry.getKey().indexOf('.', parent.length()) < 0;
            if (near && origin.isFile() && (neighbour == null || origin.line() < neighbour.line())) {
                neighbour = origin;
            }
        }
        String where = neighbour == null ? place : neighbour.source() + ", near line " + neighbour.line() + ",";
        return "Set it in " + where + " or as " + SettingInstance.environmentName(key);
    }

    /** Contains the number of values only. */
    @Override
    public String toString() {
        return "LoadedSettings[" + values.size() + " values]";
    }
}
