package dev.gatehouse.samples.tasklist;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** The direction of dependencies between modules; a module is the first package below the root. */
final class ModuleDirections extends ArchCondition<JavaClass> {
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "spi", Set.of(),
            "servlet", Set.of("spi"),
            "testkit", Set.of("spi", "servlet"),
            "jwt", Set.of("spi"),
            "cookie", Set.of("spi"),
            "identity", Set.of("spi", "jwt"),
            "tasklist", Set.of("spi", "servlet"),
            "samples", Set.of("spi", "servlet", "testkit", "jwt", "cookie", "identity", "tasklist"));

    private final String prefix;

    private ModuleDirections(String root) {
        super("know only the modules below their own");
        this.prefix = root + ".";
    }

    static ModuleDirections under(String root) {
        return new ModuleDirections(root);
    }

    /** The modules by the names of their packages. */
    static Set<String> modules() {
        return ALLOWED.keySet();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String module = module(type);
        Set<String> below = ALLOWED.get(module);
        if (below == null) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " belongs to no known module"));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (!target.getPackageName().startsWith(prefix)) {
                continue;
            }
            String other = module(target);
            if (!other.equals(module) && !below.contains(other)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private String module(JavaClass type) {
        if (!type.getPackageName().startsWith(prefix)) {
            return "";
        }
        String rest = type.getPackageName().substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
