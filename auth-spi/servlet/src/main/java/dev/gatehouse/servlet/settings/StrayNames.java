package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds names in the environment and among the system properties that begin like settings and are none. They are told,
 * because they were probably meant to be settings, and do not refuse the start, because other programs may have put
 * them there. Values are never looked at. Immutable.
 */
final class StrayNames {

    private static final int SHOWN = 20;

    private final Declarations declarations;
    private final Set<String> firstWords = new TreeSet<>();

    StrayNames(Declarations declarations) {
        this.declarations = declarations;
        for (Setting<?> setting : declarations.all()) {
            firstWords.add(normal(setting.key().substring(0, setting.key().indexOf('.') + 1)));
        }
    }

    /**
     * Returns one warning for each name.
     *
     * @param kind what the names are called
     * @param names all names of the source
     * @param read the names that were asked for
     * @param nameOf the name of a key in this source
     * @param foreign whether a name is known to belong to something else
     */
    List<String> warnings(
            String kind,
            Collection<String> names,
            Set<String> read,
            UnaryOperator<String> nameOf,
            Predicate<String> foreign) {
        List<String> warnings = new ArrayList<>();
        int more = 0;
        for (String name : new TreeSet<>(names)) {
            if (read.contains(name) || !beginsLikeOurs(name) || foreign.test(name)) {
                continue;
            }
            if (warnings.size() < SHOWN) {
                warnings.add("the " + kind + " " + PrintableText.printable(name) + " is not read: "
                        + why(name, read, nameOf));
            } else {
                more++;
            }
        }
        if (more > 0) {
            warnings.add(more + " more names of the kind " + kind + " begin like settings and are not read");
        }
        return warnings;
    }

    private boolean beginsLikeOurs(String name) {
        String normal = normal(name);
        for (String word : firstWords) {
            if (normal.startsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private String why(String name, Set<String> read, UnaryOperator<String> nameOf) {
        Optional<String> nearest = NearestName.to(name, read);
        Setting<?> member = member(normal(name));
        if (member != null && (nearest.isEmpty() || !normal(nearest.get()).equals(normal(name)))) {
            return "it looks like " + nameOf.apply(member.group().orElse("") + ".<alias>" + rest(member))
                    + ", but an instance exists only if a settings file or code names it; set one of its settings"
                    + " there";
        }
        return nearest.map(near -> "no setting has this name; did you mean " + near + "?")
                .orElse("no setting has this name; remove it, or add the module that declares it");
    }

    /** Returns the setting that a name would set for an instance which no file names. */
    private @Nullable Setting<?> member(String normal) {
        for (Setting<?> setting : declarations.all()) {
            Optional<String> group = setting.group();
            if (group.isPresent()
                    && normal.startsWith(normal(group.get() + "."))
                    && normal.endsWith(normal(rest(setting)))
                    && normal.length()
                            > normal(group.get() + "." + rest(setting)).length()) {
                return setting;
            }
        }
        return null;
    }

    private static String rest(Setting<?> member) {
        return member.key().substring(member.group().orElse("").lastIndexOf('.'));
    }

    private static String normal(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
