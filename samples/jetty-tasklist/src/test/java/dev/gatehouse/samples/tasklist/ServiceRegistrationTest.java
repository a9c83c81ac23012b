package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.planted.services.NoService;
import dev.gatehouse.planted.services.NotConstructible;
import dev.gatehouse.planted.services.PlantedService;
import dev.gatehouse.planted.services.Proper;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.SessionsFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRegistrationTest {
    private static final String PLANTED = "dev.gatehouse.planted.services.";

    private static JavaClasses production;

    @BeforeAll
    static void importClasses() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.gatehouse");
    }

    @Test
    void registeredClasses_canBeLoaded() throws IOException {
        List<String> problems = new ArrayList<>();
        for (JavaClass type : production) {
            if (type.isInterface() && !type.getSimpleName().equals("package-info")) {
                problems.addAll(ServiceRegistrations.of(type.reflect()).problems());
            }
        }
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @ValueSource(classes = {AuthenticationMechanismFactory.class, SessionsFactory.class})
    void everyFactory_isRegistered(Class<?> service) throws IOException {
        Set<String> written = production.stream()
                .filter(type -> type.isAssignableTo(service))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                // The test kit's factories are handed to a host by a test, never found.
                .filter(type -> !type.getPackageName().startsWith("dev.gatehouse.testkit"))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> registered = new TreeSet<>(ServiceRegistrations.of(service).providers());

        assertTrue(!written.isEmpty(), () -> "no implementation of " + service + " was imported");
        assertEquals(written, registered);
    }

    @Test
    void properProvider_hasNoProblem() {
        assertEquals(List.of(), planted(Proper.class.getName()).problems());
    }

    @Test
    void missingClass_isAProblem() {
        assertEquals(
                List.of(PLANTED + "Gone does not exist"),
                planted(PLANTED + "Gone").problems());
    }

    @Test
    void foreignClass_isAProblem() {
        assertEquals(
                List.of(PLANTED + "NoService does not implement " + PLANTED + "PlantedService"),
                planted(NoService.class.getName()).problems());
    }

    @Test
    void hiddenClass_isAProblem() {
        assertEquals(
                List.of(PLANTED + "Hidden is not a public class"),
                planted(PLANTED + "Hidden").problems());
    }

    @Test
    void classWithoutPublicConstructor_isAProblem() {
        assertEquals(
                List.of(PLANTED + "NotConstructible has no public constructor without parameters"),
                planted(NotConstructible.class.getName()).problems());
    }

    @Test
    void classNamedTwice_isAProblem() {
        String twice = Proper.class.getName() + " is registered twice";
        assertEquals(
                List.of(twice, twice),
                planted(Proper.class.getName(), Proper.class.getName()).problems());
    }

    private static ServiceRegistrations planted(String... providers) {
        return new ServiceRegistrations(PlantedService.class, List.of(providers));
    }
}
