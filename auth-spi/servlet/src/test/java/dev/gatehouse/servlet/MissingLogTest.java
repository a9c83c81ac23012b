package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.StackSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application without a log. */
class MissingLogTest {

    /** Starts a host and reloads it. */
    static final class Application {
        private Application() {}

        public static void main(String[] arguments) {
            Gatehouse.Builder builder = Gatehouse.builder()
                    .withoutEnvironment()
                    .settings(Map.of("auth.mechanisms", "fake"))
                    .mechanism(FakeMechanism.header("fake", "X-Fake"));
            try (Gatehouse gatehouse = builder.start()) {
                gatehouse.reload();
            }
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException invalid) {
            throw new AssertionError(invalid);
        }
    }

    @Test
    void classPathWithoutBinding_isToldOnceOnStandardError() throws Exception {
        String classPath = Stream.of(
                        Application.class,
                        Gatehouse.class,
                        Reason.class,
                        StackSummary.class,
                        Logger.class,
                        HttpServletRequest.class)
                .map(MissingLogTest::place)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Application.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .toList();

        assertEquals(0, process.waitFor(), lines::toString);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("Gatehouse: the audit log (logger dev.gatehouse.audit)"), lines::toString);
    }

    @Test
    void classPathWithBinding_isNothingToTell() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        MissingLog.tell(LoggerFactory.getILoggerFactory(), new PrintStream(err, true, StandardCharsets.UTF_8));

        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }
}
