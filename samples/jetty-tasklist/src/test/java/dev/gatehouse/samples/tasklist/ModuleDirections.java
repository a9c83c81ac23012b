package dev.gatehouse.samples.tasklist;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * The direction of dependencies between modules; a module is the first package below the root, or a package inside of
 * it that is an artifact of its own.
 */
final class ModuleDirections extends ArchCondition<JavaClass> {
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("spi", Set.of()),
            Map.entry("support", Set.of("spi")),
            Map.entry("servlet", Set.of("spi", "support")),
            Map.entry("micrometer", Set.of("spi", "servlet")),
            Map.entry("jaxrs", Set.of("spi", "servlet")),
            Map.entry("spring", Set.of("spi", "servlet")),
            Map.entry("testkit", Set.of("spi", "support", "servlet", "idp")),
            Map.entry("idp", Set.of("spi", "support")),
            Map.entry("testoutput", Set.of()),
            Map.entry("jwt", Set.of("spi", "support")),
            Map.entry("jwt.client", Set.of("support")),
            Map.entry("cookie", Set.of("spi", "support")),
            Map.entry("cookie.jdbc", Set.of("spi", "support", "cookie")),
            Map.entry("cookie.passkeys", Set.of("spi", "support", "cookie")),
            Map.entry("cookie.redis", Set.of("spi", "support", "cookie")),
            Map.entry("cookie.testkit", Set.of("spi", "testkit", "cookie")),
            Map.entry("identity", Set.of("spi", "support", "jwt")),
            Map.entry("tasklist", Set.of("spi", "support", "servlet")),
            Map.entry(
                    "samples",
                    Set.of(
                            "spi",
                            "support",
                            "servlet",
                            "micrometer",
                            "idp",
                            "jwt",
                            "jwt.client",
                            "cookie",
                            "identity",
                            "tasklist")));

    private final String prefix;
    /** Every module may use the stability marks, which are not needed at run time. */
    private final String marks;

    private ModuleDirections(String root) {
        super("know only the modules below their own");
        this.prefix = root + ".";
        this.marks = prefix + "spi.stability";
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
            if (!target.getPackageName().startsWith(prefix)
                    || target.getPackageName().equals(marks)) {
                continue;
            }
            String other = module(target);
            if (!other.equals(module) && !below.contains(other)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    /** The module that a type belongs to; empty for a type outside of the root. */
    String module(JavaClass type) {
        if (!type.getPackageName().startsWith(prefix)) {
            return "";
        }
        String rest = type.getPackageName().substring(prefix.length());
        int first = rest.indexOf('.');
        int second = first < 0 ? -1 : rest.indexOf('.', first + 1);
        String nested = second < 0 ? rest : rest.substring(0, second);
        if (ALLOWED.containsKey(nested)) {
            return nested;
        }
        return first < 0 ? rest : rest.substring(0, first);
    }
}
