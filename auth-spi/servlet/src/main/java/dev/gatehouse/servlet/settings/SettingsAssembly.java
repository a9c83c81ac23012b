package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link SettingsLoader#load()}: it merges the sources in ascending order of precedence and then checks
 * every value. Not thread-safe.
 */
final class SettingsAssembly {

    private static final String FILE_REFERENCE = "file:";
    private static final int SECRET_LIMIT = 1 << 16;

    private final Declarations declarations;
    private final List<String> ignoredPrefixes;
    private final SettingErrors problems;
    private final UnknownKey unknownKey;
    private final Map<String, SourceEntry> entries = new LinkedHashMap<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, String> ignored = new LinkedHashMap<>();

    SettingsAssembly(Declarations declarations, List<String> ignoredPrefixes, SettingErrors problems) {
        this.declarations = declarations;
        this.ignoredPrefixes = ignoredPrefixes;
        this.problems = problems;
        this.unknownKey = new UnknownKey(declarations);
        for (String group : declarations.groups()) {
            aliases.put(group, new LinkedHashSet<>());
        }
    }

    /** Adds a source whose keys must all be declared. It overrides those added before. */
    void add(List<SourceEntry> source) {
        Map<String, SourceEntry> seen = new HashMap<>();
        for (SourceEntry entry : source) {
            Optional<SettingInstance> slot = declarations.slot(entry.key());
            String key = slot.isPresent() ? slot.get().key() : entry.key();
            SourceEntry earlier = seen.putIfAbsent(key, entry);
            if (earlier != null) {
                problems.add(key, twice(earlier, entry));
            } else if (slot.isPresent()) {
                put(slot.get(), entry);
            } else if (isIgnored(entry.key())) {
                ignored.put(entry.key(), entry.text());
            } else {
                problems.add(entry.key(), unknownKey.problem(entry));
            }
        }
    }

    private boolean isIgnored(String key) {
        for (String prefix : ignoredPrefixes) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String twice(SourceEntry earlier, SourceEntry entry) {
        String same = entry.key().equals(earlier.key())
                ? entry.key() + " is set twice"
                : entry.key() + " is another spelling of " + earlier.key();
        String first = earlier.origin().isFile()
                ? ", first set in line " + earlier.origin().line()
                : "";
        return entry.origin().start() + same + first + "; keep one of them";
    }

    private void put(SettingInstance slot, SourceEntry entry) {
        entries.put(slot.key(), entry);
        Optional<String> group = slot.setting().group();
        if (group.isPresent()) {
            aliasesOf(group.get()).add(slot.alias());
        }
    }

    /**
     * Adds a source that is only searched for declared settings. It overrides those added before.
     *
     * @param lookup the source
     * @param nameOf the name of a key in it
     * @param originOf the origin to show for a name
     * @return the names that were asked for
     */
    Set<String> lookUp(Lookup lookup, UnaryOperator<String> nameOf, Function<String, SettingOrigin> originOf) {
        Map<String, String> keyOfName = new HashMap<>();
        for (SettingInstance slot : slots()) {
            List<SourceEntry> found = new ArrayList<>();
            for (String key : slot.spellings()) {
                String name = nameOf.apply(key);
                String other = keyOfName.putIfAbsent(name, key);
                if (other != null) {
                    problems.add(
                            key,
                            key + " and " + other + " have one environment variable, " + name
                                    + "; rename one of the instances");
                }
                String text = lookup.find(name);
                if (text != null) {
                    found.add(new SourceEntry(name, text, originOf.apply(name)));
                }
            }
            if (found.size() > 1) {
                problems.add(slot.key(), twice(found.get(0), found.get(1)));
            } else if (!found.isEmpty()) {
                put(slot, found.get(0));
            }
        }
        return keyOfName.keySet();
    }

    /** Returns the slots of all settings, those of an alias only when code or a file named it. */
    private List<SettingInstance> slots() {
        List<SettingInstance> slots = new ArrayList<>();
        for (Setting<?> setting : declarations.all()) {
            slots.add(new SettingInstance(setting, SettingInstance.DEFAULT));
            Optional<String> group = setting.group();
            for (String alias : group.isEmpty() ? Set.<String>of() : aliasesOf(group.get())) {
                if (!alias.equals(SettingInstance.DEFAULT)) {
                    slots.add(new SettingInstance(setting, alias));
                }
            }
        }
        return slots;
    }

    private Set<String> aliasesOf(String group) {
        return aliases.computeIfAbsent(group, name -> new LinkedHashSet<>());
    }

    /**
     * Checks every value and returns the result, which counts only when there was no problem.
     *
     * @param place where an operator would best set what is missing
     * @param warnings what an operator should change
     */
    LoadedSettings finish(String place, List<String> warnings) {
        slots().forEach(this::addPreset);
        Map<String, SourceValue> values = new LinkedHashMap<>();
        for (SettingInstance slot : slots()) {
            SourceEntry entry = entries.get(slot.key());
            SourceValue value = entry == null ? null : value(slot, entry);
            if (value != null) {
                values.put(slot.key(), value);
            }
        }
        Map<String, Set<String>> ordered = new HashMap<>();
        for (Map.Entry<String, Set<String>> group : aliases.entrySet()) {
            ordered.put(group.getKey(), defaultFirst(group.getValue()));
        }
        return new LoadedSettings(declarations, values, ordered, ignored, place, warnings);
    }

    /** Adds what a setting chooses for others of its instance, where no source has a value. */
    private void addPreset(SettingInstance slot) {
        SourceEntry entry = entries.get(slot.key());
        if (entry == null) {
            return;
        }
        Map<String, String> chosen;
        try {
            chosen = slot.setting().chosenBy(entry.text());
        } catch (IllegalArgumentException reportedWhenRead) {
            return;
        }
        SettingOrigin origin = SettingOrigin.preset(slot.key(), entry.text().trim());
        for (Map.Entry<String, String> choice : chosen.entrySet()) {
            Setting<?> other = declarations.flat(choice.getKey());
            if (other == null
                    || other.isSecret()
                    || !other.group().equals(slot.setting().group())) {
                throw new IllegalArgumentException(slot.setting() + " chooses a value for " + choice.getKey()
                        + ", which is a secret or no declared setting of its group");
            }
            String key = other.key(slot.alias());
            entries.putIfAbsent(key, new SourceEntry(key, choice.getValue(), origin));
        }
    }

    private static Set<String> defaultFirst(Set<String> names) {
        Set<String> ordered = new LinkedHashSet<>();
        if (names.contains(SettingInstance.DEFAULT)) {
            ordered.add(SettingInstance.DEFAULT);
        }
        ordered.addAll(names);
        return ordered;
    }

    private @Nullable SourceValue value(SettingInstance slot, SourceEntry entry) {
        String start = entry.origin().start() + slot.key() + ": ";
        try {
            SourceValue value = read(slot.setting(), entry);
            Objects.requireNonNull(value.as(slot.setting()), "value");
            return value;
        } catch (IllegalArgumentException invalid) {
            String expected = invalid.getMessage() == null
                    ? "expected " + slot.setting().type()
                    : PrintableText.printable(invalid.getMessage());
            problems.add(slot.key(), start + expected);
        } catch (RuntimeException defect) {
            // A third party's parser failed in a way it should not: the name of the exception alone, its message may
            // hold the value.
            problems.add(
                    slot.key(),
                    start + "expected " + slot.setting().type() + " ("
                            + defect.getClass().getSimpleName() + ")");
        }
        return null;
    }

    private static SourceValue read(Setting<?> setting, SourceEntry entry) {
        String text = entry.text().trim();
        if (!setting.isSecret()) {
            if (PrintableText.hasControl(text)) {
                throw new IllegalArgumentException(
                        "the value contains a control character; write \\\\ for a backslash");
            }
            return new SourceValue(text, entry.origin(), null);
        }
        if (!text.startsWith(FILE_REFERENCE)) {
            return new SourceValue(text, entry.origin(), null);
        }
        Path file = path(text.substring(FILE_REFERENCE.length()).trim());
        try {
            String content = withoutLineBreak(Utf8File.read(file, SECRET_LIMIT));
            if (content.isBlank()) {
                throw new IllegalArgumentException("the file " + file + " is empty; it must contain the secret");
            }
            return new SourceValue(content, entry.origin(), file);
        } catch (UnreadableFileException unreadable) {
            throw new IllegalArgumentException(
                    "the file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException invalid) {
            // the same message as for no path at all
        }
        throw new IllegalArgumentException("expected a file path after file:");
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") || text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
