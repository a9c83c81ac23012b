package dev.gatehouse.testkit;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings from a map. Undeclared keys are refused, as the host does. */
final class TestSettings implements Settings {

    private static final String DEFAULT = "default";

    private final Map<String, Setting<?>> declared;
    private final Map<String, String> values;
    private final String alias;

    private TestSettings(Map<String, Setting<?>> declared, Map<String, String> values, String alias) {
        this.declared = declared;
        this.values = values;
        this.alias = alias;
    }

    static TestSettings of(String owner, List<Setting<?>> settings, Map<String, String> values) {
        Map<String, Setting<?>> declared = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            if (declared.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException(owner + " declares " + setting.key() + " twice");
            }
        }
        for (String key : values.keySet()) {
            if (declaration(declared, key) == null) {
                throw new SettingException(
                        key, "settings of the test: " + owner + " declares no " + key + ", only " + declared.keySet());
            }
        }
        return new TestSettings(declared, new LinkedHashMap<>(values), DEFAULT);
    }

    @Override
    public <T> T get(Setting<T> setting) {
        Optional<T> value = find(setting);
        if (value.isPresent()) {
            return value.get();
        }
        throw new SettingException(
                keyOf(setting),
                "settings of the test: " + keyOf(setting) + " is required; set it to a value (" + setting.type() + "): "
                        + setting.description());
    }

    @Override
    public <T> Optional<T> find(Setting<T> setting) {
        String text = values.get(keyOf(setting));
        if (text == null) {
            return chosen(setting).or(setting::defaultText).map(setting::parse);
        }
        try {
            return Optional.of(setting.parse(setting.isSecret() ? resolved(text) : text));
        } catch (IllegalArgumentException invalid) {
            throw refuse(setting, Objects.requireNonNullElse(invalid.getMessage(), "invalid value"));
        }
    }

    /** Returns what a preset of the same instance chooses for a setting that has no value. */
    private Optional<String> chosen(Setting<?> setting) {
        for (Setting<?> preset : declared.values()) {
            String value = preset.group().equals(setting.group()) ? values.get(preset.key(alias)) : null;
            String text = value == null ? null : chosen(preset, value).get(setting.key());
            if (text != null) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private Map<String, String> chosen(Setting<?> preset, String value) {
        try {
            return preset.chosenBy(value);
        } catch (IllegalArgumentException invalid) {
            throw refuse(preset, Objects.requireNonNullElse(invalid.getMessage(), "invalid value"));
        }
    }

    @Override
    public boolean isSet(Setting<?> setting) {
        return values.containsKey(keyOf(setting));
    }

    @Override
    public Set<String> instances(String group) {
        Set<String> others = new LinkedHashSet<>();
        boolean flat = false;
        boolean known = false;
        for (Setting<?> setting : declared.values()) {
            known |= group.equals(setting.group().orElse(null));
        }
        if (!known) {
            throw new IllegalArgumentException("no declared setting belongs to the group " + group);
        }
        for (String key : values.keySet()) {
            Setting<?> setting = declared.get(key);
            if (setting != null && group.equals(setting.group().orElse(null))) {
                flat = true;
            } else if (key.startsWith(group + ".")) {
                others.add(key.substring(group.length() + 1, key.indexOf('.', group.length() + 1)));
            }
        }
        Set<String> aliases = new LinkedHashSet<>();
        if (flat) {
            aliases.add(DEFAULT);
        }
        aliases.addAll(others);
        return aliases;
    }

    @Override
    public Settings instance(String instance) {
        return new TestSettings(declared, values, Objects.requireNonNull(instance, "instance"));
    }

    @Override
    public SettingException refuse(Setting<?> setting, String problem) {
        return new SettingException(keyOf(setting), "settings of the test: " + keyOf(setting) + ": " + problem);
    }

    private String keyOf(Setting<?> setting) {
        if (!declared.containsKey(setting.key())) {
            throw new IllegalArgumentException(
                    setting.key() + " is not among the settings that the factory declares: " + declared.keySet());
        }
        return setting.key(alias);
    }

    TestSettings without(String key) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.remove(key);
        return new TestSettings(declared, fewer, alias);
    }

    Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /**
     * Returns the names by which a message may refer to a missing key. Where no other key has its alias, the mechanism
     * cannot know it, and names the setting or the group.
     */
    List<String> names(String key) {
        Setting<?> setting = declaration(declared, key);
        String group = setting == null ? null : setting.group().orElse(null);
        if (setting == null || group == null) {
            return List.of(key);
        }
        String alias = Objects.requireNonNullElse(aliasIn(setting, key), DEFAULT);
        if (instances(group).contains(alias)) {
            return List.of(key);
        }
        return List.of(key, setting.key(), group);
    }

    /** Returns the values of secret settings, as a mechanism reads them, by their keys. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        values.forEach((key, text) -> {
            Setting<?> setting = declaration(declared, key);
            if (setting != null && setting.isSecret()) {
                secrets.put(key, resolved(text).trim());
            }
        });
        return secrets;
    }

    private static @Nullable Setting<?> declaration(Map<String, Setting<?>> declared, String key) {
        Setting<?> plain = declared.get(key);
        if (plain != null) {
            return plain;
        }
        for (Setting<?> setting : declared.values()) {
            String instance = aliasIn(setting, key);
            if (instance != null
                    && !instance.equals(DEFAULT)
                    && setting.key(instance).equals(key)) {
                return setting;
            }
        }
        return null;
    }

    private static @Nullable String aliasIn(Setting<?> setting, String key) {
        String group = setting.group().orElse(null);
        if (group == null || !key.startsWith(group + ".")) {
            return null;
        }
        int end = key.indexOf('.', group.length() + 1);
        return end <= group.length() + 1 ? null : key.substring(group.length() + 1, end);
    }

    private static String resolved(String text) {
        String trimmed = text.trim();
        if (!trimmed.startsWith("file:")) {
            return trimmed;
        }
        try {
            String content = Files.readString(Path.of(trimmed.substring("file:".length())), StandardCharsets.UTF_8);
            if (content.endsWith("\r\n")) {
                return content.substring(0, content.length() - 2);
            }
            return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("cannot read the file that the value refers to", unreadable);
        }
    }
}
