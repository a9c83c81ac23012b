package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartRefusedTest {

    @TempDir
    Path folder;

    /**
     * The port that all of them would listen on. A start that got as far as that would complain of the port, and so
     * none is refused after it was open.
     */
    private ServerSocket taken;

    @BeforeEach
    void takePort() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void freePort() throws IOException {
        taken.close();
    }

    @Test
    void unknownSetting_namesFileLineAndNearestKey() throws IOException {
        Path config = config("auth.mechanisms = jwt", "auth.jwt.isuer = https://id.example.com/");

        String line = refusal(config, Map.of());

        assertContains(line, config + ":4:", "auth.jwt.isuer", "auth.jwt.issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "identity"})
    void missingAudience_namesFileKeyAndRemedy(String mechanism) throws IOException {
        Path config =
                config("auth.mechanisms = " + mechanism, "auth." + mechanism + ".issuer = https://id.example.com/");

        String line = refusal(config, Map.of());

        assertContains(line, config.toString(), "auth." + mechanism + ".audience", "tasklist-api");
    }

    @Test
    void noMechanism_namesFileKeyAndRemedy() throws IOException {
        Path config = config();

        String line = refusal(config, Map.of());

        assertContains(line, config.toString(), "auth.mechanisms", "Set it in");
    }

    @Test
    void unknownMechanism_namesFileLineAndKnownOnes() throws IOException {
        Path config = config("auth.mechanisms = cookies");

        String line = refusal(config, Map.of());

        assertContains(line, config + ":3:", "auth.mechanisms", "cookies", "did you mean cookie?", "identity", "jwt");
    }

    @Test
    void unreadableUsersFile_namesFileLineAndRemedy() throws IOException {
        Path missing = folder.resolve("users.properties");
        Path config = config("auth.mechanisms = cookie", "auth.cookie.users-file = " + missing);

        String line = refusal(config, Map.of());

        assertContains(line, config + ":4:", "auth.cookie.users-file", missing.toString(), "create it");
    }

    @Test
    void wrongLineInUsersFile_namesThatLine() throws IOException {
        Path users = Files.writeString(folder.resolve("users.properties"), "# people\nuser.ann.pasword = x\n");
        Path config = config("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);

        assertContains(refusal(config, Map.of()), config + ":4:", users + ":2", "password");
    }

    @Test
    void missingConfiguration_isNamed() {
        Path config = folder.resolve("none.properties");

        assertContains(refusal(config, Map.of()), config.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "act", "view", "Demo"})
    void wellKnownUser_isRefused(String user) throws IOException {
        Path users = users(user, user);
        Path config = config("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);

        String line = refusal(config, Map.of());

        assertContains(line, config + ":4", "auth.cookie.users-file", user, users + ":1", "Change the password");
    }

    @Test
    void userOfTheSameNameWithAnotherPassword_isWelcome() throws IOException {
        Path users = users("demo", "correct horse battery staple");
        Path config = patientConfig("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);

        try (SampleRun sample = SampleRun.configured(config, Map.of())) {
            Http.Answer login = sample.http()
                    .postForm("/api/login", Map.of("username", "demo", "password", "correct horse battery staple"));
            assertEquals(204, login.status(), login::toString);
        }
    }

    @Test
    void valueFromAnOriginalName_namesTheVariable() throws IOException {
        Path config = config("auth.mechanisms = identity", "auth.identity.audience = tasklist-api");

        String line = refusal(config, Map.of("CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL", "not a URL"));

        assertContains(line, "auth.identity.issuer", "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL");
    }

    @Test
    void takenPort_isNamedAndMayBeFreeLater() throws Exception {
        Path users = users("ann", "correct horse battery staple");
        Path config = patientConfig("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);

        Command.Result result =
                InProcess.run("--config", config.toString(), "--port", Integer.toString(taken.getLocalPort()));

        assertEquals(1, result.status(), result::toString);
        assertContains(result.err(), "cannot listen", ":" + taken.getLocalPort(), "--port");
    }

    @Test
    void databaseThatIsDown_isNamedAndMayBeUpLater() throws Exception {
        Path users = users("ann", "correct horse battery staple");
        int closed = taken.getLocalPort();
        taken.close();
        Path config = patientConfig(
                "auth.mechanisms = cookie",
                "auth.cookie.users-file = " + users,
                "tasklist.store.url = jdbc:postgresql://localhost:" + closed + "/gone",
                "tasklist.store.connect-timeout = 250ms");

        Command.Result result = InProcess.run("--config", config.toString());

        assertEquals(1, result.status(), result::toString);
        assertContains(result.err(), "Start refused: ", "tasklist.store.url");
    }

    @Test
    void dataInUse_isNamed() throws Exception {
        Path users = users("ann", "correct horse battery staple");
        Path config = patientConfig("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);
        try (SampleRun first = SampleRun.configured(config, Map.of())) {
            Command.Result second = Command.run("--config", config.toString(), "--port", "0");

            assertEquals(1, second.status(), second::toString);
            assertEquals(1, second.err().lines().count(), second::toString);
            assertContains(second.err(), folder.resolve("data").toString(), "--data");
            assertEquals(200, first.http().get("/health").status());
        }
    }

    @Test
    void command_endsWithTheStatusOfSettingsAndOneLine() throws Exception {
        Path config = config("auth.mechanisms = cookies");

        Command.Result result = Command.run("--config", config.toString());

        assertEquals(78, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().startsWith("Start refused: " + config + ":3: auth.mechanisms"), result::toString);
        assertFalse(result.out().contains("ready"), result::toString);
    }

    @Test
    void unknownOption_endsWithStatusTwoAndUsage() throws Exception {
        Command.Result result = Command.run("--verbose");

        assertEquals(2, result.status(), result::toString);
        assertContains(result.err(), "--verbose", "Usage: samples/run");
    }

    private Path config(String... lines) throws IOException {
        return config(taken.getLocalPort(), lines);
    }

    /** For an application that starts. */
    private Path patientConfig(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("auth.sessions.jdbc.connect-timeout = 10s");
        all.add("auth.sessions.jdbc.timeout = 30s");
        return config(0, all.toArray(new String[0]));
    }

    private Path config(int port, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("sample.port = " + port, "sample.data = " + folder.resolve("data")));
        all.addAll(List.of(lines));
        return Files.write(folder.resolve("my.properties"), all);
    }

    private Path users(String name, String password) throws IOException {
        return Files.write(
                folder.resolve("users.properties"),
                List.of(
                        "user." + name + ".password = "
                                + PasswordHash.create(password).text(),
                        "user." + name + ".permissions = READ"));
    }

    private String refusal(Path config, Map<String, String> environment) {
        RuntimeException refused = assertThrows(
                RuntimeException.class,
                () -> SampleRun.configured(config, environment).close());
        String line = String.valueOf(refused.getMessage());
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> part + " is not in: " + text);
        }
    }
}
