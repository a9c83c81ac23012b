package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The declared settings and their owners. Conflicting declarations are a defect of code, not of configuration, and
 * throw {@link IllegalArgumentException} at once. Not thread-safe while it grows.
 */
final class Declarations {

    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
    private final Map<String, Set<String>> keysOfOwner = new HashMap<>();
    private final Map<String, String> keyOfEnvironmentName = new HashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();

    Declarations copy() {
        Declarations copy = new Declarations();
        copy.settings.putAll(settings);
        for (Map.Entry<String, Set<String>> owner : keysOfOwner.entrySet()) {
            copy.keysOfOwner.put(owner.getKey(), new LinkedHashSet<>(owner.getValue()));
        }
        copy.keyOfEnvironmentName.putAll(keyOfEnvironmentName);
        copy.groups.addAll(groups);
        return copy;
    }

    void add(String owner, List<? extends Setting<?>> declared) {
        Set<String> keys = keysOfOwner.computeIfAbsent(owner, name -> new LinkedHashSet<>());
        for (Setting<?> setting : declared) {
            Setting<?> known = settings.get(setting.key());
            if (known == null) {
                addNew(owner, setting);
            } else if (!same(known, setting)) {
                throw new IllegalArgumentException(
                        setting + " is declared twice with different definitions, the second time by " + owner);
            }
            keys.add(setting.key());
        }
    }

    private void addNew(String owner, Setting<?> setting) {
        for (String key : new SettingInstance(setting, SettingInstance.DEFAULT).spellings()) {
            String name = SettingInstance.environmentName(key);
            String other = keyOfEnvironmentName.putIfAbsent(name, key);
            if (other != null) {
                throw new IllegalArgumentException(
                        key + ", declared by " + owner + ", and " + other + " have one environment variable, " + name);
            }
        }
        settings.put(setting.key(), setting);
        Optional<String> own = setting.group();
        if (own.isPresent()) {
            groups.add(own.get());
        }
        for (String group : groups) {
            for (String key : settings.keySet()) {
                if (key.startsWith(group + ".")) {
                    throw new IllegalArgumentException(key + " collides with the instances of the group " + group);
                }
            }
        }
    }

    private static boolean same(Setting<?> one, Setting<?> other) {
        return one.group().equals(other.group())
                && one.type().equals(other.type())
                && one.description().equals(other.description())
                && one.defaultText().equals(other.defaultText())
                && one.isSecret() == other.isSecret();
    }

    Collection<Setting<?>> all() {
        return settings.values();
    }

    Set<String> groups() {
        return groups;
    }

    /**
     * Returns the keys that an owner declared.
     *
     * @throws IllegalArgumentException if the owner declared nothing, not even an empty list
     */
    Set<String> keysOf(String owner) {
        Set<String> keys = keysOfOwner.get(owner);
        if (keys == null) {
            throw new IllegalArgumentException("no settings were declared for " + owner);
        }
        return keys;
    }

    /** Returns whether this or an equal setting is declared. */
    boolean contains(Setting<?> setting) {
        Setting<?> known = settings.get(setting.key());
        return known != null && same(known, setting);
    }

    /** Returns the setting of a flat key. */
    @Nullable
    Setting<?> flat(String key) {
        return settings.get(key);
    }

    /** Returns the setting and instance of a key; empty if the key is unknown. */
    Optional<SettingInstance> slot(String key) {
        Setting<?> setting = settings.get(key);
        if (setting != null) {
            return Optional.of(new SettingInstance(setting, SettingInstance.DEFAULT));
        }
        for (InstanceKey instance : instanceKeys(key)) {
            Setting<?> member = member(instance);
            if (member != null && SettingInstance.isAlias(instance.alias())) {
                return Optional.of(new SettingInstance(member, instance.alias()));
            }
        }
        return Optional.empty();
    }

    /** Returns the setting of an instance's key, even if the alias is invalid. */
    @Nullable
    Setting<?> member(InstanceKey instance) {
        Setting<?> setting = settings.get(instance.flatKey());
        return setting != null && setting.group().equals(Optional.of(instance.group())) ? setting : null;
    }

    /** Returns all interpretations of a key as a key of a group. */
    List<InstanceKey> instanceKeys(String key) {
        List<InstanceKey> found = new ArrayList<>();
        for (String group : groups) {
            int dot = key.startsWith(group + ".") ? key.indexOf('.', group.length() + 1) : -1;
            if (dot > 0) {
                String alias = key.substring(group.length() + 1, dot);
                found.add(
                        new InstanceKey(group, alias, group.substring(0, group.lastIndexOf('.')) + key.substring(dot)));
            }
        }
        return found;
    }

    /**
     * A key read as {@code <group>.<alias>.<rest>}.
     *
     * @param group the group
     * @param alias the segment at the position of the alias
     * @param flatKey the key without group and alias
     */
    record InstanceKey(String group, String alias, String flatKey) {}
}
