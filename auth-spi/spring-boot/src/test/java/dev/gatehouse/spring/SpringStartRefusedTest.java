package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What Spring Boot reports when a setting prevents the start. */
class SpringStartRefusedTest {

    private final Logger reporter =
            (Logger) LoggerFactory.getLogger("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void record() {
        reports.start();
        reporter.setLevel(Level.ERROR);
        reporter.addAppender(reports);
    }

    @AfterEach
    void stopRecording() {
        reporter.detachAppender(reports);
        reporter.setLevel(null);
    }

    private String refused(String... arguments) {
        Throwable failure = assertThrows(
                RuntimeException.class, () -> ShopServer.start(arguments).close());
        while (failure.getCause() != null && !(failure instanceof SettingException)) {
            failure = failure.getCause();
        }
        assertEquals(SettingException.class, failure.getClass());
        assertEquals(1, reports.list.size());
        return reports.list.get(0).getFormattedMessage();
    }

    private String configuration(String... lines) throws Exception {
        Path file = folder.resolve("shop.properties");
        Files.write(file, List.of(lines));
        return "--spring.config.additional-location=file:" + file;
    }

    @Test
    void unknownSetting_isNamedWithItsPlaceAndTheNearestName() throws Exception {
        String report = refused("--auth.mechanisms=test", configuration("# shop", "auth.requre-tls = on"));
        assertTrue(report.contains("auth.requre-tls is unknown; did you mean `auth.require-tls`?"), report);
        assertTrue(report.contains("auth.requre-tls is set in "), report);
        assertTrue(report.contains("shop.properties"), report);
        assertTrue(report.contains(" - 2:"), report);
        assertTrue(report.contains("Action:"), report);
        assertTrue(report.contains("docs/configuration.md"), report);
    }

    @Test
    void unknownSettingOnTheCommandLine_namesTheSource() {
        String report = refused("--auth.mechanisms=test", "--auth.mechanism=test");
        assertTrue(report.contains("auth.mechanism is unknown; did you mean `auth.mechanisms`?"), report);
        assertTrue(report.contains("auth.mechanism is set in commandLineArgs"), report);
    }

    @Test
    void unknownMechanism_isReported() {
        String report = refused("--auth.mechanisms=tset");
        assertTrue(report.contains("auth.mechanisms is set in commandLineArgs"), report);
    }

    @Test
    void unknownPropertyOfTheStarter_isReported() {
        String report = refused("--auth.mechanisms=test", "--gatehouse.setings-file=shop.properties");
        assertTrue(report.contains("gatehouse.setings-file is unknown; expected gatehouse.enabled"), report);
    }

    @Test
    void placeholderWithoutValue_doesNotShowTheValue() throws Exception {
        String report =
                refused("--auth.mechanisms=test", configuration("auth.jwt.hmac-secret = swordfish${absent}swordfish"));
        assertTrue(report.contains("auth.jwt.hmac-secret: a placeholder"), report);
        assertTrue(report.contains("shop.properties"), report);
        assertFalse(report.contains("swordfish"), report);
    }

    @Test
    void settingsFileIsMissing_isReported() {
        String report = refused("--auth.mechanisms=test", "--gatehouse.settings-file=" + folder.resolve("absent"));
        assertTrue(report.contains(folder.resolve("absent").toString()), report);
    }
}
