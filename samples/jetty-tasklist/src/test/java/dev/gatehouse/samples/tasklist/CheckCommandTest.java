package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code samples/run --check} and {@code --version}. */
class CheckCommandTest {

    @TempDir
    Path folder;

    private Path config(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("sample.data = " + folder.resolve("data"), "sample.port = 0"));
        all.addAll(List.of(lines));
        return Files.write(folder.resolve("tasklist.properties"), all, StandardCharsets.UTF_8);
    }

    private Command.Result check(Path config, String... more) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("--config", config.toString(), "--check"));
        all.addAll(List.of(more));
        return InProcess.run(all.toArray(String[]::new));
    }

    @Test
    void goodSettings_arePrintedWithOriginsAndWithoutSecrets() throws Exception {
        Path config = config(
                "auth.mechanisms = introspection",
                "auth.introspection.issuer = https://id.example.com",
                "auth.introspection.client-id = tasklist",
                "auth.introspection.client-secret = tr0ub4dor",
                "auth.introspection.audience = api");

        Command.Result result = check(config);

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("auth.mechanisms = introspection (" + config + ":3)\n"), result::out);
        assertTrue(result.out().contains("auth.introspection.client-secret = *** (" + config + ":6)\n"), result::out);
        assertFalse(result.out().contains("tr0ub4dor"), result::out);
        assertFalse(result.out().contains(" (default)"), result::out);
        assertTrue(result.out().contains("The settings are valid"), result::out);
        assertEquals("", result.err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(config), files.toList(), "nothing was created");
        }
    }

    @Test
    void checkOfAll_printsDefaultsToo() throws Exception {
        Path config = config("auth.mechanisms = jwt", "auth.jwt.issuer = https://a.example", "auth.jwt.audience = b");

        Command.Result result = InProcess.run("--config", config.toString(), "--check=all");

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("auth.realm = gatehouse (default)\n"), result::out);
        assertTrue(result.out().contains("auth.jwt.clock-skew = 60s (default)\n"), result::out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:tr0ub4dor@db.example/tasks",
                "jdbc:postgresql://ann:tr0ub4dor@db.example:5432,other.example/tasks?sslmode=verify-full",
                "jdbc:postgresql://ann:a/tr0ub4dor@db.example/tasks",
                "jdbc:postgresql://db.example/tasks?user=ann&password=tr0ub4dor",
                "jdbc:postgresql://db.example/tasks?user=ann&pass\\u0077ord=tr0ub4dor"
            })
    void urlWithAPassword_isRefusedAndNotShown(String url) throws Exception {
        for (String key : List.of("tasklist.store.url", "auth.sessions.jdbc.url")) {
            Path config = config(
                    "auth.mechanisms = cookie",
                    "auth.sessions = jdbc",
                    "auth.cookie.users-file = users",
                    key + " = " + url);

            Command.Result result = check(config);

            assertEquals(78, result.status(), result::toString);
            assertTrue(result.err().contains(key + ": expected a URL without a password"), result::err);
            assertFalse((result.out() + result.err()).contains("tr0ub4dor"), result::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.mechanisms = jwtt",
                "auth.mechanisms = cookie\nauth.cookie.users-file = /nowhere/users",
                "auth.mechanisms = jwt\nauth.jwt.isuer = https://a.example",
                "auth.mechanisms = jwt\nauth.jwt.issuer = https://a.example",
                "auth.mechanisms = jwt\nauth.jwt.issuer = https://a.example\nauth.jwt.audience = b\n"
                        + "tasklist.store.pool-size = 2\ntasklist.store.share = 3",
                "auth.mechanisms = jwt\nauth.jwt.issuer = https://a.example\nauth.jwt.audience = b\n"
                        + "sample.management.host = 0.0.0.0\nsample.management.port = 0",
                "sample.port = x\nauth.mechanisms = jwt"
            })
    void badSettings_giveTheErrorsOfAStartAndAStatusOfTheirOwn(String lines) throws Exception {
        Path config = config(lines.split("\n"));

        Command.Result check = check(config);
        Command.Result start = InProcess.run("--config", config.toString());

        assertEquals(78, check.status(), check::toString);
        assertEquals(78, start.status(), start::toString);
        assertTrue(check.err().startsWith("Start refused: "), check::err);
        assertEquals(start.err(), check.err());
        assertFalse(check.out().contains("The settings are valid"), check::out);
        if (!check.out().isEmpty()) {
            assertTrue(
                    check.out().endsWith("\n# The settings are REFUSED; the reason is on the standard error output.\n"),
                    check::out);
        }
    }

    @Test
    void wellKnownUser_isRefusedAsAtAStart() throws Exception {
        Path users = Files.writeString(
                folder.resolve("users"),
                "user.demo.password = " + PasswordHash.create("demo").text() + "\n");

        Command.Result result = check(config("auth.mechanisms = cookie", "auth.cookie.users-file = " + users));

        assertEquals(78, result.status(), result::toString);
        assertTrue(result.err().contains("has its name as its password"), result::err);
    }

    @Test
    void refusal_endsWhatIsPrinted() throws Exception {
        Command.Result result = check(config("auth.mechanisms = jwt", "auth.jwt.issuer = https://a.example"));

        assertTrue(result.out().contains("auth.jwt.issuer = "), result::out);
        assertTrue(
                result.out().endsWith("# The settings are REFUSED; the reason is on the standard error output.\n"),
                result::out);
    }

    @Test
    void checkWithoutSettings_isUsage() throws Exception {
        Command.Result result = InProcess.run("--check");

        assertEquals(2, result.status());
        assertTrue(result.err().contains("--config"), result::err);
    }

    @Test
    void version_isOneLine() throws Exception {
        Command.Result result = InProcess.run("--version");

        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("Gatehouse Tasklist sample "), result::out);
        assertEquals(1, result.out().lines().count());
    }
}
