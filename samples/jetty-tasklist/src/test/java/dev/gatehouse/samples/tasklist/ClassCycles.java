package dev.gatehouse.samples.tasklist;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * No class belongs to a cycle of more than two classes. Nested classes count as their outer class. Two classes may know
 * each other, such as a type and its builder.
 */
final class ClassCycles extends ArchCondition<JavaClass> {

    private final Map<String, Set<String>> uses = new TreeMap<>();
    private final Map<String, Set<String>> usedBy = new TreeMap<>();

    ClassCycles() {
        super("not belong to a cycle of more than two classes");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        Set<String> names = all.stream().map(ClassCycles::outermost).collect(Collectors.toSet());
        for (JavaClass type : all) {
            String user = outermost(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String used = outermost(dependency.getTargetClass().getBaseComponentType());
                if (names.contains(used) && !used.equals(user)) {
                    uses.computeIfAbsent(user, name -> new TreeSet<>()).add(used);
                    usedBy.computeIfAbsent(used, name -> new TreeSet<>()).add(user);
                }
            }
        }
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String name = outermost(type);
        Set<String> cycle = reachable(name, uses);
        cycle.retainAll(reachable(name, usedBy));
        if (cycle.size() > 2) {
            Map<String, Set<String>> arrows = new HashMap<>();
            cycle.forEach(each -> {
                Set<String> inside = new TreeSet<>(uses.getOrDefault(each, Set.of()));
                inside.retainAll(cycle);
                arrows.put(each, inside);
            });
            events.add(SimpleConditionEvent.violated(type, name + " belongs to the cycle " + new TreeMap<>(arrows)));
        }
    }

    private static Set<String> reachable(String start, Map<String, Set<String>> arrows) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                open.addAll(arrows.getOrDefault(name, Set.of()));
            }
        }
        return seen;
    }
}
