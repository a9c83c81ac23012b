package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogOutputTest {

    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.samples.tasklist.LogOutputTest");

    @TempDir
    Path folder;

    static LogSettings settings(Map<String, String> settings) {
        return LogSettings.of(SampleSettings.declare(Gatehouse.builder())
                .withoutEnvironment()
                .settings(settings)
                .applicationSettings());
    }

    private List<String> logged(String format) throws Exception {
        Path file = folder.resolve("logs/app.log");
        AutoCloseable output =
                LogOutput.of(settings(Map.of("sample.log.file", file.toString(), "sample.log.format", format)));
        try (output) {
            LOG.warn("a \"quoted\" line\nand {} \u0001 \u00e4", "another");
            LOG.error("failed", new IllegalStateException("why", new IOException("because")));
        }
        LOG.error("afterwards");
        return Files.readAllLines(file);
    }

    @Test
    void jsonFile_hasOneObjectInEachLine() throws Exception {
        List<String> lines = logged("json");

        assertEquals(2, lines.size(), lines::toString);
        JsonNode first = Http.json(lines.get(0));
        List<String> fields = new ArrayList<>();
        first.fieldNames().forEachRemaining(fields::add);
        assertEquals(
                List.of("timestamp", "level", "threadName", "loggerName", "formattedMessage", "throwable"), fields);
        assertEquals(
                "a \"quoted\" line\nand another \u0001 \u00e4",
                first.get("formattedMessage").asText());
        assertEquals("WARN", first.get("level").asText());
        assertEquals(LOG.getName(), first.get("loggerName").asText());
        assertTrue(first.get("timestamp").asLong() > 1_700_000_000_000L, first::toString);
        JsonNode failure = Http.json(lines.get(1)).get("throwable");
        assertEquals("java.lang.IllegalStateException", failure.get("className").asText());
        assertEquals("because", failure.at("/cause/message").asText());
    }

    @Test
    void textFile_hasTheLinesOfTheConsole() throws Exception {
        List<String> lines = logged("text");

        assertTrue(
                lines.get(0)
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN  d\\S+LogOutputTest - a"
                                + " \"quoted\" line"),
                lines::toString);
        assertFalse(lines.toString().contains("afterwards"), lines::toString);
    }

    @Test
    void fileThatCannotBeWritten_refusesTheStart() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        LogSettings settings =
                settings(Map.of("sample.log.file", file.resolve("app.log").toString()));

        StartRefusedException refused = assertThrows(StartRefusedException.class, () -> LogOutput.of(settings));

        assertTrue(String.valueOf(refused.getMessage()).contains("sample.log.file"), refused::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logs/%d.log", "/logs (old)/app.log"})
    void pathThatWouldBeAPattern_refusesTheStart(String path) {
        Map<String, String> settings = Map.of("sample.log.file", path);

        assertThrows(SettingException.class, () -> settings(settings));
    }

    @Test
    void formatWithoutAFile_isThatOfEveryOutput_untilItIsClosed() throws Exception {
        Path file = folder.resolve("own.log");
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        FileAppender<ILoggingEvent> own = appender(root, file);
        AutoCloseable output = LogOutput.of(settings(Map.of("sample.log.format", "json")));
        try (output) {
            LOG.warn("inside");
        } finally {
            LOG.warn("outside");
            root.detachAppender(own);
            own.stop();
        }

        List<String> lines = Files.readAllLines(file);
        assertEquals("inside", Http.json(lines.get(0)).get("formattedMessage").asText());
        assertEquals("own: outside", lines.get(1));
    }

    @Test
    void fileOfTheSettings_replacesThatOfLogback_untilItIsClosed() throws Exception {
        Path file = folder.resolve("own.log");
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        FileAppender<ILoggingEvent> own = appender(root, file);
        try {
            assertTrue(logged("text").get(0).contains("quoted"));
        } finally {
            root.detachAppender(own);
            own.stop();
        }

        assertEquals(List.of("own: afterwards"), Files.readAllLines(file));
    }

    private static FileAppender<ILoggingEvent> appender(ch.qos.logback.classic.Logger root, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern("own: %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> own = new FileAppender<>();
        own.setContext(root.getLoggerContext());
        own.setEncoder(encoder);
        own.setFile(file.toString());
        own.start();
        root.addAppender(own);
        return own;
    }

    @Test
    void configuredApplication_writesNothingButJsonToTheStandardOutput() throws Exception {
        try (IdentityProvider idp = IdentityProvider.demo().start()) {
            ProcessBuilder command = Command.builder(
                    "--config",
                    configuration(idp).toString(),
                    "--data",
                    folder.resolve("data").toString());
            command.environment().put("SAMPLE_LOG_FORMAT", "json");
            Process process = command.redirectErrorStream(true).start();
            List<JsonNode> lines = new ArrayList<>();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(Http.json(line));
                    if (line.contains("Tasklist is ready: ")) {
                        assertTrue(process.toHandle().destroy());
                    }
                }
            } finally {
                process.destroyForcibly();
            }

            List<String> messages = lines.stream()
                    .map(line -> line.get("formattedMessage").asText())
                    .toList();
            assertTrue(messages.stream().anyMatch(each -> each.startsWith("Tasklist is ready: http")), lines::toString);
            assertEquals("stopping", messages.get(messages.size() - 1), lines::toString);
        }
    }

    private Path configuration(IdentityProvider idp) throws IOException {
        return Files.writeString(
                folder.resolve("sample.properties"), """
                sample.port = 0
                auth.mechanisms = jwt
                auth.jwt.issuer = %s
                auth.jwt.audience = tasklist-api
                """.formatted(idp.generic().issuer()));
    }

    @Test
    void command_writesJsonToTheStandardOutput() throws Exception {
        ProcessBuilder command = Command.builder(
                "--port",
                "0",
                "--no-idp",
                "--idp-port",
                "1",
                "--data",
                folder.resolve("data").toString());
        command.environment().put("SAMPLE_LOG_FORMAT", "json");
        Process process = command.redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("Tasklist listens on ")) {
                    break;
                }
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        } finally {
            process.destroyForcibly();
        }

        assertFalse(lines.isEmpty());
        for (String line : lines) {
            assertTrue(Http.json(line).has("formattedMessage"), line);
        }
    }
}
