package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import java.util.Optional;
import java.util.Set;

/** The settings that one owner declared, for one alias. Immutable. */
final class SettingsView implements Settings {

    private final LoadedSettings loaded;
    private final String owner;
    private final Set<String> keys;
    private final String alias;

    SettingsView(LoadedSettings loaded, String owner, Set<String> keys, String alias) {
        this.loaded = loaded;
        this.owner = owner;
        this.keys = keys;
        this.alias = alias;
    }

    @Override
    public <T> T get(Setting<T> setting) {
        Optional<T> value = find(setting);
        if (value.isEmpty()) {
            throw missing(setting);
        }
        return value.get();
    }

    @Override
    public <T> Optional<T> find(Setting<T> setting) {
        String key = keyOf(setting);
        SourceValue value = loaded.value(key);
        if (value == null) {
            Optional<String> text = setting.defaultText();
            return text.isEmpty() ? Optional.empty() : Optional.of(setting.parse(text.get()));
        }
        try {
            return Optional.of(value.as(setting));
        } catch (IllegalArgumentException invalid) {
            // Loading checked it with the parser of its first declaration; this declaration is equal and has a
            // stricter one.
            throw new SettingException(key, value.origin().start() + key + ": " + invalid.getMessage());
        }
    }

    @Override
    public boolean isSet(Setting<?> setting) {
        SourceValue value = loaded.value(keyOf(setting));
        return value != null && !value.origin().isPreset();
    }

    @Override
    public Set<String> instances(String group) {
        if (!loaded.hasGroup(group, keys)) {
            throw new IllegalArgumentException("no setting of the group " + group + " was declared by " + owner);
        }
        return loaded.aliases(group);
    }

    @Override
    public Settings instance(String alias) {
        if (!SettingInstance.isAlias(alias)) {
            throw new IllegalArgumentException("not an alias: " + PrintableText.printable(alias));
        }
        return new SettingsView(loaded, owner, keys, alias);
    }

    @Override
    public SettingException refuse(Setting<?> setting, String problem) {
        String key = keyOf(setting);
        SourceValue value = loaded.value(key);
        if (value != null) {
            return new SettingException(key, value.origin().start() + key + ": " + problem);
        }
        String state = setting.defaultText().isPresent() ? "the default" : "not set";
        return new SettingException(key, key + " (" + state + "): " + problem + ". " + loaded.remedy(key));
    }

    private SettingException missing(Setting<?> setting) {
        String key = keyOf(setting);
        return new SettingException(
                key, key + " is not set: " + withoutFullStop(setting.description()) + ". " + loaded.remedy(key));
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private String keyOf(Setting<?> setting) {
        if (!keys.contains(setting.key()) || !loaded.isDeclared(setting)) {
            throw new IllegalArgumentException(setting + " was not declared by " + owner);
        }
        return setting.key(alias);
    }

    @Override
    public String toString() {
        return "settings of " + owner + (alias.equals(SettingInstance.DEFAULT) ? "" : " for " + alias);
    }
}
