package dev.gatehouse.samples.tasklist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;

/**
 * What the code of all modules keeps to. Each rule is made for a root package, so that it can be tried on planted code.
 */
enum ArchitectureRule {
    MODULES_KNOW_ONLY_THE_MODULES_BELOW_THEM(
            root -> classes().that().resideInAPackage(root + "..").should(ModuleDirections.under(root))),

    SPI_NEEDS_NOTHING_BUT_THE_JDK(root -> classes()
            .that()
            .resideInAPackage(root + ".spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", root + ".spi..")),

    MECHANISMS_KNOW_NO_SERVLET(root -> noClasses()
            .that()
            .resideInAnyPackage(root + ".spi..", root + ".jwt..", root + ".cookie..", root + ".identity..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..")),

    NO_JAVAX_SERVLET(root ->
            noClasses().that(inside(root)).should().dependOnClassesThat().resideInAPackage("javax.servlet..")),

    NO_PACKAGE_CYCLES(root -> slices().matching(root + ".(**)").should().beFreeOfCycles()),

    NO_LARGE_CLASS_CYCLES(root -> classes()
            .that(inside(root))
            .and()
            // A factory that declares the settings of its mechanism is easier to read as an example.
            .resideOutsideOfPackage(root + ".samples..")
            .should(new ClassCycles())),

    NO_LARGE_PACKAGES(root -> classes().that(inside(root)).should(new PackageSize())),

    PACKAGES_ARE_NULL_MARKED(root -> classes().that(inside(root)).should(new BeInNullMarkedPackage())),

    NAMES_SAY_WHAT_A_TYPE_IS(root -> classes()
            .that(inside(root))
            .should()
            .haveNameNotMatching(".*[.$](Abstract[A-Z]\\w*|\\w*(Impl|Utils?|Utilities|Helpers?|Managers?))")),

    NO_ABSTRACT_BASE_CLASSES(root -> noClasses()
            .that(inside(root))
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            // A mechanism author extends the contract tests of the test kit.
            .resideOutsideOfPackage(root + ".testkit..")
            .should()
            .haveModifier(JavaModifier.ABSTRACT)),

    NO_THREAD_LOCALS(root ->
            noClasses().that(inside(root)).should().dependOnClassesThat().areAssignableTo(ThreadLocal.class)),

    STATIC_FIELDS_ARE_FINAL(root -> fields().that()
            .areDeclaredInClassesThat(inside(root))
            .and()
            .areStatic()
            .should()
            .beFinal()),

    NO_STANDARD_STREAMS_OUTSIDE_OF_COMMANDS(root -> noClasses()
            .that(inside(root))
            .and(not(commands()))
            .and(not(listening(root)))
            // That is what it is for.
            .and()
            .resideOutsideOfPackage(root + ".testoutput")
            // Without a log there is no other place.
            .and()
            .doNotHaveFullyQualifiedName(root + ".servlet.MissingLog")
            .should(ACCESS_STANDARD_STREAMS)),

    NO_JAVA_UTIL_LOGGING(root -> noClasses()
            .that(inside(root))
            .and(not(listening(root)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")),

    NO_GENERIC_EXCEPTIONS(
            root -> noClasses().that(inside(root)).should().callConstructorWhere(createsGenericException())),

    NO_SLEEPING(root -> noClasses().that(inside(root)).should().callMethodWhere(sleeps())),

    PUBLIC_TYPES_HAVE_A_STABILITY_MARK(root -> classes().that(inside(root)).should(StabilityMark.exactlyOne(root))),

    INTERNAL_TYPES_STAY_IN_THEIR_MODULE(
            root -> classes().that(inside(root)).should(StabilityMark.useInternalTypesOfItsOwnModuleOnly(root)));

    private static final Set<Class<?>> GENERIC_EXCEPTIONS =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);

    private final Function<String, ArchRule> definition;

    ArchitectureRule(Function<String, ArchRule> definition) {
        this.definition = definition;
    }

    /** The rule for the code in a root package and its subpackages. */
    ArchRule under(String root) {
        return definition.apply(root).as(name() + " under " + root);
    }

    private static DescribedPredicate<JavaClass> inside(String root) {
        return resideInAPackage(root + "..");
    }

    private static DescribedPredicate<JavaClass> commands() {
        return describe(
                "commands", type -> type.tryGetMethod("main", String[].class).isPresent());
    }

    /** The test kit captures all output through which a mechanism could leak a credential. */
    private static DescribedPredicate<JavaClass> listening(String root) {
        String capturedOutput = root + ".testkit.CapturedOutput";
        return describe(
                "the captured output of the test kit",
                type -> type.getName().equals(capturedOutput) || type.getName().startsWith(capturedOutput + "$"));
    }

    private static DescribedPredicate<JavaConstructorCall> createsGenericException() {
        // An exception of our own calls such a constructor as its super constructor.
        return describe(
                "creates a generic exception",
                call -> GENERIC_EXCEPTIONS.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)
                        && !call.getOriginOwner().isAssignableTo(Throwable.class));
    }

    private static DescribedPredicate<JavaAccess<?>> sleeps() {
        return describe(
                "sleeps",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));
    }
}
