package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Internal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects who declares which settings and where their values come from, then loads them. In rising order: code and
 * init parameters, files, environment, system properties. Undeclared keys fail in code, init parameters and files;
 * environment and system properties are asked for declared names only, because others put names there too. Internal to
 * the host. Not thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class SettingsLoader {

    private static final String RESERVED = "auth.";

    private final Declarations declarations = new Declarations();
    private final List<List<SourceEntry>> maps = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> ignoredPrefixes = new ArrayList<>();
    private Lookup environment = name -> null;
    private Lookup systemProperties = name -> null;
    private Supplier<Set<String>> variableNames = Set::of;
    private Supplier<Set<String>> propertyNames = Set::of;

    /** Makes a loader without declarations and without sources. */
    public SettingsLoader() {}

    /**
     * Adds what an owner declares. Several owners may share a setting, and several calls for one owner add up.
     *
     * @param owner the host, a mechanism, the sessions
     * @param settings the declarations; an empty list makes the owner known
     * @throws IllegalArgumentException if a key does not begin with {@code auth.}, if one was declared differently
     *     before, if two keys have one environment variable, or if a key would be an instance of a group
     */
    public SettingsLoader declare(String owner, List<? extends Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            if (!setting.key().startsWith(RESERVED)) {
                throw new IllegalArgumentException(setting + ", declared by " + owner + ", must begin with auth.");
            }
        }
        declarations.add(owner, settings);
        return this;
    }

    /**
     * Adds what the application declares for itself.
     *
     * @param owner the name by which {@link LoadedSettings#settings(String)} finds them
     * @throws IllegalArgumentException if a key begins with {@code auth.}, which is for the host and its mechanisms, or
     *     as in {@link #declare(String, List)}
     */
    public SettingsLoader declareForApplication(String owner, List<? extends Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            if (setting.key().startsWith(RESERVED)) {
                throw new IllegalArgumentException(
                        setting + " cannot be declared by an application; keys that begin with auth. are reserved");
            }
        }
        declarations.add(owner, settings);
        return this;
    }

    /** Adds values from code; later ones win over earlier ones. */
    public SettingsLoader code(Map<String, String> values) {
        return map(values, SettingOrigin.CODE);
    }

    /** Adds values from init parameters; of the same rank as values from code. */
    public SettingsLoader initParameters(Map<String, String> values) {
        return map(values, SettingOrigin.INIT_PARAMETER);
    }

    private SettingsLoader map(Map<String, String> values, SettingOrigin origin) {
        List<SourceEntry> entries = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String key = value.getKey();
            String text = value.getValue();
            if (key == null || text == null) {
                throw new IllegalArgumentException("a setting from " + origin + " is null: " + key);
            }
            entries.add(new SourceEntry(key, text, origin));
        }
        maps.add(entries);
        return this;
    }

    /**
     * Adds a properties file, read by {@link #load()}; later ones win over earlier ones. A file that is named and
     * missing refuses the start.
     */
    public SettingsLoader file(Path file) {
        files.add(file);
        return this;
    }

    /** Says where environment variables are asked for; nowhere by default. */
    public SettingsLoader environment(Lookup lookup) {
        environment = lookup;
        return this;
    }

    /** Says where system properties are asked for; nowhere by default. */
    public SettingsLoader systemProperties(Lookup lookup) {
        systemProperties = lookup;
        return this;
    }

    /**
     * Says which names the environment and the system properties have, so that misspelt ones are reported; none by
     * default.
     */
    public SettingsLoader names(Supplier<Set<String>> variables, Supplier<Set<String>> properties) {
        variableNames = variables;
        propertyNames = properties;
        return this;
    }

    /**
     * Leaves keys with a prefix to the application: they are handed out by {@link LoadedSettings#ignored()} and are
     * otherwise ignored.
     *
     * @param prefix a first word with its dot, such as {@code sample.}
     * @throws IllegalArgumentException if it does not end with a dot, or begins with {@code auth.}
     */
    public SettingsLoader ignorePrefix(String prefix) {
        if (prefix.length() < 2 || !prefix.endsWith(".") || prefix.startsWith("auth.")) {
            throw new IllegalArgumentException(
                    "expected a prefix such as sample. for the application's own settings, but got " + prefix);
        }
        ignoredPrefixes.add(prefix);
        return this;
    }

    /**
     * Reads all sources and checks every value, including unused ones. May be called again for a reload.
     *
     * @throws SettingException if anything is wrong: one line for each problem, at most twenty; its key is that of the
     *     first problem, {@code auth} when that has none
     */
    public LoadedSettings load() {
        SettingErrors problems = new SettingErrors();
        Declarations declared = declarations.copy();
        SettingsAssembly assembly = new SettingsAssembly(declared, List.copyOf(ignoredPrefixes), problems);
        for (List<SourceEntry> entries : maps) {
            assembly.add(entries);
        }
        for (Path file : files) {
            assembly.add(SettingsFile.read(file, problems));
        }
        ServiceVariables variables = new ServiceVariables(environment);
        Set<String> readVariables =
                assembly.lookUp(variables, SettingInstance::environmentName, SettingOrigin::environment);
        Set<String> readProperties =
                assembly.lookUp(systemProperties, key -> key, name -> SettingOrigin.SYSTEM_PROPERTY);
        List<String> warnings = new ArrayList<>(variables.warnings());
        StrayNames strays = new StrayNames(declared);
        warnings.addAll(strays.warnings(
                "environment variable",
                variableNames.get(),
                readVariables,
                SettingInstance::environmentName,
                variables::isInjected));
        warnings.addAll(
                strays.warnings("system property", propertyNames.get(), readProperties, key -> key, name -> false));
        String place = files.isEmpty()
                ? "code"
                : PrintableText.printable(files.get(files.size() - 1).toString());
        LoadedSettings loaded = assembly.finish(place, warnings);
        problems.throwIfAny();
        return loaded;
    }
}
