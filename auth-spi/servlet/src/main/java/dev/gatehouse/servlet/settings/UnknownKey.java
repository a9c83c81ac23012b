package dev.gatehouse.servlet.settings;

import dev.gatehouse.servlet.settings.Declarations.InstanceKey;
import dev.gatehouse.spi.settings.Setting;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes the problem of an undeclared key. Thread-safe once all declarations are made. */
final class UnknownKey {

    private static final int SHORTEST_FRAGMENT = 3;

    private final Declarations declarations;

    UnknownKey(Declarations declarations) {
        this.declarations = declarations;
    }

    /** Returns the message for an entry with an unknown key. */
    String problem(SourceEntry entry) {
        String start = entry.origin().start();
        for (InstanceKey instance : declarations.instanceKeys(entry.key())) {
            String ofInstance = problem(instance);
            if (ofInstance != null) {
                return start + PrintableText.printable(entry.key()) + ofInstance;
            }
        }
        Optional<String> missing = Artifacts.missingFor(entry.key(), declarations);
        if (missing.isPresent()) {
            return start + PrintableText.printable(entry.key()) + " is unknown, because " + missing.get()
                    + ", which declares it, is not on the class path; add this artifact, or remove the key";
        }
        Optional<String> nearest = nearest(entry.key());
        if (nearest.isPresent()) {
            return start + PrintableText.printable(entry.key()) + " is unknown; did you mean `" + nearest.get() + "`?";
        }
        if (entry.origin().isFile() && !looksLikeKey(entry.key())) {
            return start
                    + "the key is unknown and is not shown; it may be the rest of a value that needs a \\"
                    + " at the end of the previous line";
        }
        return start + PrintableText.printable(entry.key())
                + " is unknown; remove it, or add the module that declares it";
    }

    private @Nullable String problem(InstanceKey instance) {
        if (!SettingInstance.isAlias(instance.alias())) {
            return declarations.member(instance) == null
                    ? null
                    : " has no valid alias; expected 1 to 32 lower-case letters, digits and -";
        }
        Setting<?> single = declarations.flat(instance.flatKey());
        return single == null ? null : " is unknown; `" + single + "` is the same for all instances";
    }

    private Optional<String> nearest(String key) {
        String flat = "auth." + key;
        if (declarations.slot(flat).isPresent()) {
            return Optional.of(flat);
        }
        Set<String> candidates = new LinkedHashSet<>();
        for (Setting<?> setting : declarations.all()) {
            String group = setting.group().orElse(null);
            if (group != null) {
                String rest = setting.key().substring(group.lastIndexOf('.'));
                if (key.equals(group + rest)) {
                    return Optional.of(group + ".<alias>" + rest);
                }
                String alias = segment(key, group);
                if (alias != null) {
                    candidates.add(group + "." + alias + rest);
                }
            }
            candidates.add(setting.key());
        }
        return NearestName.to(key, candidates).or(() -> fragment(key, candidates));
    }

    /** Returns the segment of a key at the position of the alias. */
    private static @Nullable String segment(String key, String group) {
        String[] segments = key.split("\\.", -1);
        int place = (int) group.chars().filter(c -> c == '.').count() + 1;
        return place < segments.length && SettingInstance.isAlias(segments[place]) ? segments[place] : null;
    }

    /** Edit distance does not find a part of a key, such as {@code skew} for {@code clock-skew}. */
    private static Optional<String> fragment(String key, Set<String> candidates) {
        int dot = key.lastIndexOf('.') + 1;
        String word = key.substring(dot);
        if (word.length() < SHORTEST_FRAGMENT) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> candidate.startsWith(key.substring(0, dot)))
                .filter(candidate -> candidate.lastIndexOf('.') + 1 == dot)
                .filter(candidate -> candidate.substring(dot).contains(word))
                .findFirst();
    }

    private static boolean looksLikeKey(String key) {
        if (key.startsWith("auth.")) {
            return true;
        }
        return key.indexOf('.') > 0 && key.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '.' || c == '-');
    }
}
