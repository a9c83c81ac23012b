package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings in an environment of Spring, by the precedence of Spring. The environment variables and system
 * properties of the process stay apart: as elsewhere, the host asks them for names that it knows, because other
 * programs put names there too. Not thread-safe.
 */
final class SpringSettings {

    static final String ENABLED = "gatehouse.enabled";
    static final String SETTINGS_FILE = "gatehouse.settings-file";

    private static final String SETTINGS = "auth.";
    private static final String STARTER = "gatehouse.";
    private static final String VARIABLES = "AUTH_";

    private final ConfigurableEnvironment environment;
    /** The settings of each source, the lowest precedence first. */
    private final Deque<Map<String, String>> sources = new ArrayDeque<>();

    private final Set<String> known = new HashSet<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    private SpringSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Reads the settings.
     *
     * @throws SettingException if a name that begins with {@code gatehouse.} is unknown, or a placeholder has no value
     */
    static SpringSettings of(ConfigurableEnvironment environment) {
        SpringSettings settings = new SpringSettings(environment);
        // The first source has the highest precedence.
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                settings.add(enumerable);
            }
        }
        return settings;
    }

    /** Passes the settings to a builder. */
    void addTo(Gatehouse.Builder builder) {
        sources.forEach(builder::settings);
        builder.environment(variables, properties);
        String file = environment.getProperty(SETTINGS_FILE);
        if (file != null) {
            builder.settingsFile(path(file));
        }
    }

    /** Returns whether a name of a property is meant for the host or this artifact. */
    static boolean isOurs(String name) {
        return name.startsWith(SETTINGS) || name.startsWith(STARTER);
    }

    private static Path path(String file) {
        try {
            if (!file.isBlank()) {
                return Path.of(file.trim());
            }
        } catch (InvalidPathException invalid) {
            // The same message as for no path at all.
        }
        throw new SettingException(SETTINGS_FILE, SETTINGS_FILE + ": expected the path of a properties file");
    }

    private void add(EnumerablePropertySource<?> source) {
        if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
            addVariables(source);
        } else if (source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            addProperties(source);
        } else {
            addSettings(source);
        }
    }

    private void addVariables(EnumerablePropertySource<?> source) {
        Set<String> overridden = new HashSet<>();
        for (String key : known) {
            overridden.add(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        }
        for (String name : source.getPropertyNames()) {
            String text = name.startsWith(VARIABLES) && !overridden.contains(name) ? text(source, name, name) : null;
            if (text != null) {
                variables.put(name, text);
            }
        }
    }

    private void addProperties(EnumerablePropertySource<?> source) {
        for (String name : source.getPropertyNames()) {
            String text = name.startsWith(SETTINGS) && !known.contains(name) ? text(source, name, name) : null;
            if (text != null) {
                properties.put(name, text);
            }
        }
    }

    private void addSettings(EnumerablePropertySource<?> source) {
        Map<String, Map<Integer, String>> lists = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : source.getPropertyNames()) {
            if (name.startsWith(STARTER)) {
                check(name);
            } else if (name.startsWith(SETTINGS)) {
                ListItem item = ListItem.of(name);
                String key = item == null ? name : item.key();
                String text = known.contains(key) ? null : text(source, name, key);
                if (text != null && item != null) {
                    lists.computeIfAbsent(key, list -> new TreeMap<>()).put(item.index(), text);
                } else if (text != null) {
                    found.put(key, text);
                }
            }
        }
        lists.forEach((key, items) -> found.putIfAbsent(key, String.join(", ", items.values())));
        known.addAll(found.keySet());
        sources.addFirst(found);
    }

    private static void check(String name) {
        if (!List.of(ENABLED, SETTINGS_FILE).contains(name)) {
            throw new SettingException(name, name + " is unknown; expected " + ENABLED + " or " + SETTINGS_FILE);
        }
    }

    private @Nullable String text(EnumerablePropertySource<?> source, String name, String key) {
        Object value = source.getProperty(name);
        if (value == null) {
            return null;
        }
        try {
            return environment.resolveRequiredPlaceholders(value.toString());
        } catch (IllegalArgumentException unresolved) {
            // The message of the cause shows the value, which may be a secret.
            throw new SettingException(
                    key, key + ": a placeholder ${...} in the value names a property that does not exist");
        }
    }
}
