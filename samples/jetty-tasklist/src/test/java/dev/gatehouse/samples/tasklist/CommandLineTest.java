package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void nothing_isTheDemonstrationWithDefaults() throws UsageException {
        assertEquals(new CommandLine(CommandLine.Mode.DEMO, null, 18080, null, null, null, null), CommandLine.parse());
    }

    @Test
    void options_areTakenWithBlankAndWithEquals() throws UsageException {
        CommandLine expected = new CommandLine(CommandLine.Mode.DEMO, 9000, 9001, Path.of("here"), null, null, null);

        assertEquals(expected, CommandLine.parse("--port", "9000", "--idp-port", "9001", "--data", "here"));
        assertEquals(expected, CommandLine.parse("--port=9000", "--idp-port=9001", "--data=here", "--demo"));
    }

    @Test
    void config_switchesTheDemonstrationOff() throws UsageException {
        CommandLine commandLine = CommandLine.parse("--config", "my.properties");

        assertEquals(CommandLine.Mode.CONFIGURED, commandLine.mode());
        assertEquals(Path.of("my.properties"), commandLine.config());
    }

    @Test
    void inspections_areTaken() throws UsageException {
        assertEquals(
                new Inspection.Check(false),
                CommandLine.parse("--config", "a", "--check").inspection());
        assertEquals(
                new Inspection.Check(true),
                CommandLine.parse("--check=all", "--config", "a").inspection());
        assertEquals(
                new Inspection.Request("-"),
                CommandLine.parse("--config", "a", "--explain", "-").inspection());
        CommandLine refusal = CommandLine.parse("--explain-id", "x1", "--log", "audit.log");
        assertEquals(new Inspection.Refusal("x1", "audit.log"), refusal.inspection());
        assertEquals(CommandLine.Mode.OFFLINE, refusal.mode());
    }

    @Test
    void extensions_areADirectory() throws UsageException {
        assertEquals(Path.of("jars"), CommandLine.parse("--extensions", "jars").extensions());
    }

    @ParameterizedTest
    @CsvSource({"--no-idp,DEMO_WITHOUT_IDP", "--only-idp,IDP_ONLY", "--help,HELP", "-h,HELP", "--version,VERSION"})
    void mode_isChosen(String option, CommandLine.Mode mode) throws UsageException {
        assertEquals(mode, CommandLine.parse(option).mode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prot 1",
                "serve",
                "--port",
                "--port x",
                "--port -1",
                "--port 65536",
                "--port --demo",
                "--port=",
                "--data",
                "--extensions",
                "--demo=yes",
                "--config a --demo",
                "--config a --no-idp",
                "--only-idp --no-idp",
                "--config a --idp-port 1",
                "--check",
                "--check --demo",
                "--check=some --config a",
                "--check --check --config a",
                "--explain",
                "--explain head",
                "--explain head --check --config a",
                "--explain-id 1",
                "--log file",
                "--explain-id 1 --log file --config a",
                "--explain-id 1 --log file --check"
            })
    void whatCantBeMeant_isRefused(String arguments) {
        assertThrows(UsageException.class, () -> CommandLine.parse(arguments.split(" ")));
    }

    @Test
    void unknownOption_isNamed() {
        UsageException problem = assertThrows(UsageException.class, () -> CommandLine.parse("--verbose"));

        assertTrue(String.valueOf(problem.getMessage()).contains("--verbose"), problem::getMessage);
    }
}
