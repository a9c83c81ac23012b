package dev.gatehouse.samples.tasklist;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A package has at most 40 types, without nested ones: as many as a reader can still survey. */
final class PackageSize extends ArchCondition<JavaClass> {

    private static final int MOST = 40;

    private Map<String, List<String>> types = Map.of();

    PackageSize() {
        super("be in a package of at most " + MOST + " types");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        types = all.stream()
                .filter(type -> !type.isNestedClass() && !type.isAnonymousClass() && !type.isLocalClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, mapping(JavaClass::getName, toList())));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        List<String> all = types.getOrDefault(type.getPackageName(), List.of());
        // One line for each package.
        if (all.size() > MOST && type.getName().equals(Collections.min(all))) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getPackageName() + " has " + all.size() + " types, such as " + type.getName()));
        }
    }
}
