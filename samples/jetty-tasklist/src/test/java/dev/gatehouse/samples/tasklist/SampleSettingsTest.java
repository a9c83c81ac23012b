package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSettingsTest {

    @TempDir
    Path folder;

    @Test
    void nothingSet_isTheDefaults() {
        assertEquals(
                new SampleSettings(
                        "localhost", 8080, Duration.ofSeconds(30), Path.of("samples/jetty-tasklist/data"), false),
                read("", Map.of(), Map.of()));
    }

    @Test
    void file_isRead() {
        Map<String, String> file = Map.of(
                "sample.host",
                "0.0.0.0",
                "sample.port",
                "99",
                "sample.idle-timeout",
                "75s",
                "sample.data",
                "d",
                "sample.demo-data",
                "on");

        assertEquals(
                new SampleSettings("0.0.0.0", 99, Duration.ofSeconds(75), Path.of("d"), true),
                read("", file, Map.of()));
    }

    @Test
    void environment_goesBeforeTheFile() {
        assertEquals(
                7,
                read("", Map.of("sample.port", "99"), Map.of("SAMPLE_PORT", "7"))
                        .port());
    }

    @Test
    void commandLine_goesBeforeTheEnvironment() {
        SampleSettings settings = read("--port 3", Map.of(), Map.of("SAMPLE_PORT", "7"));

        assertEquals(3, settings.port());
    }

    @Test
    void demonstration_listensToThisMachineOnly() {
        SampleSettings settings =
                SampleSettings.ofDemo(SampleRun.parse(), Environment.of(Map.of("SAMPLE_HOST", "0.0.0.0")));

        assertEquals("localhost", settings.host());
    }

    @Test
    void unknownKey_isRefusedWithFileLineAndNearestKey() throws IOException {
        Path config = write("# a comment\n\nsample.prot = 1\n");

        assertEquals(config + ":3: sample.prot is unknown; did you mean `sample.port`?", refusal(config));
    }

    @Test
    void wrongValue_isRefusedWithFileAndLine() throws IOException {
        Path config = write("sample.host=localhost\nsample.port=many\n");

        String line = refusal(config);

        assertTrue(line.startsWith(config + ":2: sample.port: expected"), line);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("my.properties"), text);
    }

    private static String refusal(Path config) {
        Gatehouse.Builder builder =
                SampleSettings.declare(Gatehouse.builder()).withoutEnvironment().settingsFile(config);
        SettingException refused = assertThrows(SettingException.class, builder::applicationSettings);
        return String.valueOf(refused.getMessage());
    }

    private static SampleSettings read(String arguments, Map<String, String> file, Map<String, String> variables) {
        CommandLine commandLine = arguments.isEmpty() ? SampleRun.parse() : SampleRun.parse(arguments.split(" "));
        Environment environment = Environment.of(variables);
        Gatehouse.Builder builder = SampleSettings.declare(Gatehouse.builder())
                .environment(environment.variables(), environment.properties())
                .settings(file);
        return SampleSettings.of(commandLine, builder.applicationSettings(), environment);
    }
}
