package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample sees every module, so the rules for all of them are checked here. */
class ArchitectureTest {
    private static final String ROOT = "dev.gatehouse";
    private static final String PLANTED = ROOT + ".planted";

    private static JavaClasses production;
    private static JavaClasses planted;

    @BeforeAll
    static void importClasses() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        planted = new ClassFileImporter().importPackages(PLANTED);
    }

    @ParameterizedTest
    @EnumSource
    void code_keepsTheRule(ArchitectureRule rule) {
        rule.under(ROOT).check(production);
    }

    @ParameterizedTest
    @EnumSource
    void plantedViolation_breaksTheRule(ArchitectureRule rule) {
        ArchRule onPlanted = rule.under(PLANTED);

        AssertionError refusal = assertThrows(AssertionError.class, () -> onPlanted.check(planted));

        // A rule that selects no class fails as well; the name proves that it failed for the planted reason.
        String name = PLANTED + "." + plantedFor(rule);
        assertTrue(refusal.getMessage().contains(name), () -> name + " not in: " + refusal.getMessage());
    }

    @Test
    void import_seesEveryModule() {
        assertAll(ModuleDirections.modules().stream().map(module -> () -> {
            String name = ROOT + "." + module;
            long types = production.stream()
                    .filter(type -> ModuleDirections.under(ROOT).module(type).equals(module))
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .count();
            assertTrue(types >= 2, name + ": " + types + " types");
        }));
        assertTrue(production.size() >= 150, "only " + production.size() + " types imported");
    }

    private static String plantedFor(ArchitectureRule rule) {
        return switch (rule) {
            case MODULES_KNOW_ONLY_THE_MODULES_BELOW_THEM -> "jwt.KnowsCookie";
            case SPI_NEEDS_NOTHING_BUT_THE_JDK -> "spi.KnowsLogger";
            case MECHANISMS_KNOW_NO_SERVLET -> "cookie.KnowsServlet";
            case NO_JAVAX_SERVLET -> "servlet.KnowsOldServlet";
            case NO_PACKAGE_CYCLES -> "tasklist.one.First";
            case NO_LARGE_CLASS_CYCLES -> "jwt.CycleOfThree";
            case NO_LARGE_PACKAGES -> "cookie.crowd.Crowd";
            case PACKAGES_ARE_NULL_MARKED -> "tasklist.unmarked.Unmarked";
            case NAMES_SAY_WHAT_A_TYPE_IS -> "servlet.GateHelper";
            case NO_ABSTRACT_BASE_CLASSES -> "servlet.Base";
            case NO_THREAD_LOCALS -> "servlet.HidesCaller";
            case STATIC_FIELDS_ARE_FINAL -> "servlet.CountsGlobally";
            case NO_STANDARD_STREAMS_OUTSIDE_OF_COMMANDS -> "servlet.Prints";
            case NO_JAVA_UTIL_LOGGING -> "servlet.LogsElsewhere";
            case NO_GENERIC_EXCEPTIONS -> "servlet.ThrowsAnything";
            case NO_SLEEPING -> "servlet.Sleeps";
            case PUBLIC_TYPES_HAVE_A_STABILITY_MARK -> "spi.Unmarked";
            case INTERNAL_TYPES_STAY_IN_THEIR_MODULE -> "servlet.UsesInternalType";
        };
    }
}
