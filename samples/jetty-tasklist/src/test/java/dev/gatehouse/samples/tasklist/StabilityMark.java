package dev.gatehouse.samples.tasklist;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.spi.stability.Stable;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

/** How far a public type can be relied on. The marks are in the class file, but not at run time. */
final class StabilityMark {

    /** The modules whose public types have a mark. */
    private static final Set<String> MARKED = Set.of(
            "spi",
            "support",
            "servlet",
            "micrometer",
            "spring",
            "testkit",
            "idp",
            "jwt",
            "jwt.client",
            "cookie",
            "cookie.jdbc",
            "cookie.passkeys",
            "cookie.redis",
            "identity",
            "tasklist");

    /** The module of support code, whose types all other modules of the project may use. */
    private static final String SUPPORT = "support";

    private static final List<Class<? extends Annotation>> MARKS =
            List.of(Stable.class, Incubating.class, Internal.class);

    private StabilityMark() {}

    static ArchCondition<JavaClass> exactlyOne(String root) {
        return new ArchCondition<>("have exactly one stability mark") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean published = type.isTopLevelClass()
                        && type.getModifiers().contains(PUBLIC)
                        && MARKED.contains(ModuleDirections.under(root).module(type));
                long marks = MARKS.stream().filter(type::isAnnotatedWith).count();
                if (published && marks != 1) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " has " + marks + " stability marks, expected one"));
                }
            }
        };
    }

    static ArchCondition<JavaClass> useInternalTypesOfItsOwnModuleOnly(String root) {
        return new ArchCondition<>("use internal types of its own module only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String owner = segment(root, type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = outermost(dependency.getTargetClass().getBaseComponentType());
                    String other = segment(root, target);
                    if (target.isAnnotatedWith(Internal.class) && !other.equals(SUPPORT) && !other.equals(owner)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(StabilityMark::outermost).orElse(type);
    }

    /** The first package segment below the root, such as {@code jwt}; empty for a type outside of the root. */
    private static String segment(String root, JavaClass type) {
        String prefix = root + ".";
        if (!type.getPackageName().startsWith(prefix)) {
            return "";
        }
        String rest = type.getPackageName().substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
