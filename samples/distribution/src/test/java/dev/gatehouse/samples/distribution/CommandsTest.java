package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code bin/gatehouse-tasklist} that end by themselves, called from another folder. */
class CommandsTest {

    private static final String ID = "0123456789abcdef-000000000007";
    private static final String LINE = "{\"time\":\"2026-11-29T02:00:00Z\",\"outcome\":\"refused\",\"status\":401,"
            + "\"reason\":\"token.expired\",\"method\":\"GET\",\"path\":\"/v1/tasks\",\"client\":\"192.0.2.7\","
            + "\"id\":\"" + ID + "\"}\n";

    private static final Pattern COMMAND = Pattern.compile("bin/gatehouse-tasklist ([a-z-]+)");

    private static Installation installation;
    private static Path caller;
    private static Path data;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.unpack();
        caller = Files.createDirectory(installation.data().resolve("caller"));
        data = installation.data().resolve("not yet there");
        Path conf = Files.createDirectory(caller.resolve("conf"));
        Files.writeString(
                conf.resolve("own.properties"),
                "auth.mechanisms = cookie\nauth.cookie.users-file = users.properties\nsample.port = 0\n");
        Files.writeString(conf.resolve("wrong.properties"), "auth.mechanisms = cokie\n");
        Files.writeString(caller.resolve("request.txt"), "GET /v1/tasks HTTP/1.1\nHost: localhost\n\n");
        Files.writeString(caller.resolve("app.log"), LINE);
        Shell.Result added = run("add-user --file conf/users.properties ann", "echo 'correct horse battery' | ");
        assertEquals(0, added.status(), added.err());
    }

    @AfterAll
    static void remove() throws Exception {
        installation.close();
    }

    private static Shell.Result run(String arguments) throws IOException, InterruptedException {
        return run(arguments, "");
    }

    private static Shell.Result run(String arguments, String before) throws IOException, InterruptedException {
        return Shell.run(
                caller,
                Map.of("GATEHOUSE_DATA", data.toString()),
                before + "'" + installation.home() + "/bin/gatehouse-tasklist' " + arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check --config conf/own.properties",
                "check --config=conf/own.properties",
                "check --all --config conf/own.properties",
                "start --check --config conf/own.properties",
                "start --config conf/own.properties --check=all"
            })
    void check_readsTheFileOfTheCallerAndWritesNothing(String arguments) throws Exception {
        Shell.Result result = run(arguments);

        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains("# The settings are valid."), result.out());
        assertEquals(arguments.contains("all"), result.out().contains("auth.realm = gatehouse (default)"));
        assertFalse(Files.exists(data));
    }

    @Test
    void refusedSettings_haveAStatusOfTheirOwn() throws Exception {
        for (String command : new String[] {"check", "start --data data-of-wrong"}) {
            Shell.Result result = run(command + " --config conf/wrong.properties");

            assertEquals(78, result.status(), result.toString());
            String place = caller + "/conf/wrong.properties:1: ";
            assertTrue(result.err().startsWith("Start refused: " + place), result.err());
        }
        assertTrue(run("check --config conf/wrong.properties").out().endsWith(" standard error output.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain request.txt", "start --explain=request.txt", "explain - <request.txt"})
    void explain_readsTheRequestOfTheCaller(String arguments) throws Exception {
        Shell.Result result = run(arguments.replace(" <", " --config conf/own.properties <")
                + (arguments.contains("<") ? "" : " --config conf/own.properties"));

        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains("reason credential.missing"), result.out());
        assertFalse(Files.exists(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain-id " + ID + " --log app.log",
                "explain-id " + ID + " --log=app.log",
                "explain-id " + ID + " --log - <app.log"
            })
    void explainId_readsALogWithoutSettings(String arguments) throws Exception {
        Shell.Result result = run(arguments);

        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().contains("reason token.expired\nrequest:    GET /v1/tasks from 192.0.2.7\n"));
    }

    @Test
    void explainIdWithoutALog_readsTheOneOfTheDataFolder() throws Exception {
        Shell.Result none = run("explain-id " + ID);
        assertEquals(2, none.status(), none.toString());
        assertTrue(none.err().contains("--log FILE") && none.err().contains(data + "/logs/gatehouse.log"), none.err());

        Files.createDirectories(caller.resolve("other/logs"));
        Files.writeString(caller.resolve("other/logs/gatehouse.log"), LINE);
        Shell.Result found = Shell.run(
                caller,
                Map.of("GATEHOUSE_DATA", "other"),
                "'" + installation.home() + "/bin/gatehouse-tasklist' explain-id " + ID);
        assertEquals(0, found.status(), found.toString());
        assertTrue(found.out().contains("reason token.expired"), found.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve | unknown command: serve; see gatehouse-tasklist help",
                "explain | explain needs FILE",
                "explain-id --log app.log | --explain-id",
                "start --explain-id x --log y | explain-id is a command of its own: gatehouse-tasklist explain-id ID",
                "check --prot 1 --config conf/own.properties | See gatehouse-tasklist help.",
                "check --config | --config requires a value",
                "check --config conf/none.properties | cannot read",
                "token --prot | See gatehouse-tasklist token --help."
            })
    void wrongCommandLine_isExplained(String arguments, String message) throws Exception {
        Shell.Result result = run(arguments);

        assertEquals(2, result.status(), result.toString());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(result.err().contains("samples/"), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "start --help", "check -h"})
    void help_namesTheCommandThatWasRun(String arguments) throws Exception {
        Shell.Result result = run(arguments);

        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().startsWith("Usage: gatehouse-tasklist COMMAND"), result.out());
        for (String command : List.of("start", "check", "explain", "explain-id", "add-user", "token", "version")) {
            assertTrue(result.out().contains("\n  " + command + " "), command);
        }
        assertFalse(result.out().contains("samples/") || result.out().contains("mvn"), result.out());
    }

    @Test
    void everyCommandOfThePages_isInTheHelp() throws Exception {
        String help = run("help").out();
        for (String page : List.of("installing.md", "operating.md", "upgrade-and-backup.md")) {
            List<String> commands = COMMAND.matcher(
                            Files.readString(installation.home().resolve("docs").resolve(page)))
                    .results()
                    .map(command -> command.group(1))
                    .toList();
            assertFalse(commands.isEmpty(), page);
            for (String command : commands) {
                assertTrue(help.contains("\n  " + command + " "), () -> page + ": " + command);
            }
        }
    }

    @Test
    void helpOfToken_namesTheCommandThatWasRun() throws Exception {
        Shell.Result result = run("token --help");

        assertEquals(0, result.status(), result.toString());
        assertTrue(result.out().startsWith("Usage: gatehouse-tasklist token [options]"), result.out());
        assertFalse(result.out().contains("samples/token"), result.out());
    }
}
