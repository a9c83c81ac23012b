package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private static final String TOKEN = "eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+";

    private static IdentityProvider provider;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void clear() {
        provider.generic().faults().clear();
    }

    @Test
    void demonstration_needsNothingButItsAddress() {
        assertEquals(0, run(Map.of(), "--url", url()));

        assertTrue(out().strip().matches(TOKEN), out());
        assertEquals("", err());
        assertTrue(claims().contains("demo-client"), claims());
    }

    @Test
    void header_isAWholeLine() {
        assertEquals(0, run(Map.of(), "--url=" + url(), "--audience", "tasklist.camunda.io", "--header", "--json"));

        assertTrue(out().strip().matches("Authorization: Bearer " + TOKEN), out());
        assertTrue(claims().contains("\"tasklist.camunda.io\""), claims());
    }

    @Test
    void issuer_tellsTheAddress() {
        assertEquals(0, run(Map.of(), "--issuer", provider.keycloak().issuer(), "--basic"));

        assertTrue(claims().contains(provider.keycloak().issuer()), claims());
    }

    @Test
    void variables_areUnderstoodAndOptionsGoBefore() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "m2m-read-secret\n");
        Map<String, String> environment = Map.of(
                "ZEEBE_CLIENT_ID", "readonly-client",
                "ZEEBE_CLIENT_SECRET", "readonly-secret",
                "CAMUNDA_OAUTH_URL", url(),
                "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist.camunda.io");

        assertEquals(0, run(environment));
        assertTrue(claims().contains("readonly-client") && claims().contains("tasklist.camunda.io"), claims());

        out.reset();
        assertEquals(0, run(environment, "--client-id", "m2m-read", "--client-secret-file", secret.toString()));
        assertTrue(claims().contains("m2m-read"), claims());
    }

    @Test
    void wrongSecret_ends1WithoutAWordOnStandardOutput() {
        Map<String, String> environment =
                Map.of("ZEEBE_CLIENT_ID", "demo-client", "ZEEBE_CLIENT_SECRET", "canary", "CAMUNDA_OAUTH_URL", url());

        assertEquals(TokenCommand.REFUSED, run(environment));

        assertEquals("", out());
        assertTrue(
                err().startsWith("No token: " + url() + ": the token request returned status 401, invalid_client"),
                err());
        assertFalse(err().contains("canary"), err());
    }

    @Test
    void serverThatIsBusy_ends3() {
        provider.generic().faults().set(Endpoint.TOKEN, Fault.status(429).retryAfter(Duration.ofSeconds(60)));

        assertEquals(TokenCommand.LATER, run(Map.of(), "--url", url()));

        assertEquals("", out());
    }

    @Test
    void serverThatIsNotThere_ends3() {
        assertEquals(TokenCommand.LATER, run(Map.of(), "--url", "http://localhost:1/oauth/token"));

        assertTrue(err().contains("connection refused"), err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--client-secret canary",
                "--client-secret=canary",
                "--token",
                "token",
                "--url",
                "--url --json",
                "--url=",
                "--json=yes",
                "--json --json",
                "--url http://localhost/ --issuer http://localhost/",
                "--client-secret-file a --private-key-file b",
                "--client-secret-file /nowhere/at/all",
                "--client-id me",
                "--url http://login.example.com/token",
                "--url nonsense",
                "--scope a\"b"
            })
    void commandLineThatCannotBeFollowed_ends2(String line) {
        assertEquals(TokenCommand.USAGE, run(Map.of(), line.split(" ")));

        assertEquals("", out());
        assertFalse(err().contains("canary"), err());
        assertTrue(err().contains("--help"), err());
    }

    @Test
    void variablesThatContradictEachOther_end2() {
        assertEquals(TokenCommand.USAGE, run(Map.of("ZEEBE_CLIENT_ID", "a", "CAMUNDA_CLIENT_ID", "b"), "--url", url()));

        assertTrue(err().contains("CAMUNDA_CLIENT_ID and ZEEBE_CLIENT_ID differ"), err());
    }

    @Test
    void clientThatWasNamed_isNotSentToTheDemonstration() {
        assertEquals(TokenCommand.USAGE, run(Map.of("ZEEBE_CLIENT_ID", "mine", "ZEEBE_CLIENT_SECRET", "canary")));

        assertTrue(err().contains("a token endpoint or an issuer is required"), err());
    }

    @Test
    void help_isOnStandardOutput() {
        assertEquals(0, run(Map.of(), "-h"));

        assertEquals(new StartScript(null).tokenUsage(), out());
    }

    @Test
    void process_printsTheTokenAndNothingElse() throws Exception {
        Command.Result good = Command.run(TokenCommand.class, "--url", url());
        Command.Result bad = Command.run(TokenCommand.class, "--url", url(), "--audience", "nobody-knows");

        assertEquals(0, good.status(), good::toString);
        assertTrue(good.out().matches(TOKEN + "\\R"), good::toString);
        assertEquals("", good.err());
        assertEquals(TokenCommand.REFUSED, bad.status(), bad::toString);
        assertEquals("", bad.out());
    }

    @Test
    void token_opensTheSample() throws Exception {
        try (SampleRun sample = SampleRun.demo(folder.resolve("data"))) {
            assertEquals(
                    0,
                    run(
                            Map.of(),
                            "--url",
                            sample.idp().generic().tokenEndpoint().toString(),
                            "--audience",
                            "tasklist.camunda.io"));
            String authorization = "Bearer " + out().strip();

            assertEquals(
                    200,
                    sample.http()
                            .postJson("/v1/tasks/search", "{}", "Authorization", authorization)
                            .status());
        }
    }

    private static String url() {
        return provider.generic().tokenEndpoint().toString();
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new TokenCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        new StartScript(null))
                .run(arguments);
    }

    private String claims() {
        return new String(Base64.getUrlDecoder().decode(out().split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
