package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.accounts.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The configurations of docs/reverse-proxies.md, in nginx and HAProxy themselves, with the sample behind them. */
class ReverseProxiesDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir")).resolve("../../docs/reverse-proxies.md");

    private static final String TASKS = "curl -s -w '\\n%{http_code}\\n' -X POST -H 'Content-Type: application/json'"
            + " -d '{}' https://tasklist.example.com/v1/tasks/search";

    @TempDir
    static Path folder;

    private static IdentityProvider provider;
    private static SampleRun sample;
    private static String page;
    private static ClientCurl curl;

    @BeforeAll
    static void start() throws Exception {
        Prerequisite.require(
                Files.isExecutable(Path.of("/usr/bin/curl")) && Files.isExecutable(Path.of("/usr/bin/openssl")),
                "curl or openssl is not installed");
        page = Files.readString(PAGE);
        curl = ClientCurl.in(folder);
        provider = IdentityProvider.demo().start();
        provider.register(Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris("https://tasklist.example.com/identity-callback")
                .build());
        sample = sample("page", block("properties"));
    }

    @AfterAll
    static void stop() {
        if (sample != null) {
            sample.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    private static SampleRun sample(String name, String settings) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        List<String> lines = new ArrayList<>(List.of(
                "sample.port = 0",
                "sample.data = " + home.resolve("data"),
                "sample.log.file = " + home.resolve("log"),
                "auth.mechanisms = jwt, login, cookie",
                "auth.sessions = memory",
                "auth.jwt.issuer = " + provider.keycloak().issuer(),
                "auth.jwt.audience = tasklist-api",
                "auth.jwt.permissions-claims = permissions",
                "auth.login.provider = camunda",
                "auth.login.issuer = " + provider.keycloak().issuer(),
                "auth.login.client-id = tasklist",
                "auth.login.client-secret = tasklist-secret",
                "auth.login.audience = tasklist-api",
                "auth.login.name-prefix = corp:",
                "auth.jwt.name-prefix = corp:",
                "auth.cookie.users-file = " + home.resolve("users.properties"),
                settings));
        SampleRun.PATIENCE.forEach((key, value) -> {
            if (!key.startsWith("auth.sessions")) {
                lines.add(key + " = " + value);
            }
        });
        Files.writeString(
                home.resolve("users.properties"),
                "user.ann.password = "
                        + PasswordHash.create("correct horse battery").text() + "\n");
        SampleRun run = SampleRun.configured(Files.write(home.resolve("sample.properties"), lines), Map.of());
        SampleRun.afterAll(503, () -> run.http().get("/ready").status());
        return run;
    }

    private static String block(String language) {
        List<String> found = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertEquals(1, found.size(), language);
        return found.get(0);
    }

    /** The commands under "Check it", each with the lines that the page shows for it. */
    private static List<Map.Entry<String, List<String>>> checks() {
        return Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result ->
                        Map.entry(result.group(1), result.group(2).lines().toList()))
                .toList();
    }

    private static ReverseProxy proxy(ReverseProxy.Kind kind, SampleRun behind) throws IOException {
        kind.require();
        return ReverseProxy.start(
                kind,
                folder,
                block(kind.language()),
                behind.application().base().getPort());
    }

    /** Waits until the audit log has the decision whose id a refusal shows. */
    private static JsonNode audited(String name, String answer) throws IOException {
        JsonNode body = Http.json(answer.strip().split("\n", 2)[0]);
        assertTrue(body.path("instance").isTextual(), () -> "Jetty refused this: " + answer);
        String instance = body.get("instance").asText();
        String id = instance.substring(instance.lastIndexOf(':') + 1);
        while (!Thread.currentThread().isInterrupted()) {
            for (String line : Files.readAllLines(folder.resolve(name).resolve("log"))) {
                int json = line.indexOf("{\"time\":");
                if (json >= 0 && line.contains(id)) {
                    return Http.json(line.substring(json));
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("no decision " + id);
    }

    private static String token(int padding) {
        return provider.keycloak()
                .mint()
                .claim("aud", "tasklist-api")
                .claim("permissions", List.of("READ"))
                .claim("groups", "g".repeat(padding))
                .serialize();
    }

    @ParameterizedTest
    @EnumSource
    void everyCheck_printsWhatThePageSays(ReverseProxy.Kind kind) throws Exception {
        try (ReverseProxy proxy = proxy(kind, sample)) {
            assertEquals(7, checks().size(), "every command of the page has its output");
            assertEquals(7, page.split("```sh\n", -1).length - 1);
            for (Map.Entry<String, List<String>> check : checks()) {
                String curlrc = proxy.curlrc() + "connect-to = \"127.0.0.1:8080:127.0.0.1:"
                        + sample.application().base().getPort() + "\"\n";
                String printed = curl.run(curlrc, check.getKey());
                int from = 0;
                for (String expected : check.getValue()) {
                    for (String part : expected.split("\\.\\.\\.", -1)) {
                        int at = printed.indexOf(part, from);
                        assertTrue(at >= 0, () -> "\"" + part + "\" is missing in " + check.getKey() + printed);
                        from = at + part.length();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokens_areAcceptedThroughTheProxy(ReverseProxy.Kind kind) throws Exception {
        String large = token(6_000);
        assertTrue(large.length() > 8 * 1024, "an encoded claim of this size");
        try (ReverseProxy proxy = proxy(kind, sample)) {
            for (String token : List.of(token(1), large)) {
                String printed = curl.run(proxy.curlrc(), TASKS + " -H 'Authorization: Bearer " + token + "'");
                assertEquals("[]\n200\n", printed);
            }
            assertEquals("", proxy.output().replaceAll("(?m)^\\[(NOTICE|WARNING)].*\n", ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientThatForgesHeaders_isItself(ReverseProxy.Kind kind) throws Exception {
        try (ReverseProxy proxy = proxy(kind, sample)) {
            for (String forged : List.of(
                    "X-Forwarded-For: 192.0.2.1",
                    "X-Forwarded-For: 127.0.0.1",
                    "X-Forwarded-For: nonsense",
                    "Forwarded: for=192.0.2.1;proto=http;host=evil.example",
                    "X-Forwarded-Proto: http",
                    "X-Forwarded-Host: evil.example",
                    "X_Forwarded_For: 192.0.2.1",
                    "Client-Cert: :AAAA:")) {
                JsonNode decision = audited("page", curl.run(proxy.curlrc(), TASKS + " -H '" + forged + "'"));

                assertEquals("credential.missing", decision.get("reason").asText(), forged);
                assertEquals(ClientCurl.ADDRESS, decision.get("client").asText(), forged);
            }
        }
    }

    /** Without auth.public-url everything follows the headers of the proxy. */
    @Test
    void addressOfTheApplication_isThatOfTheProxy() throws Exception {
        String settings = block("properties")
                .lines()
                .filter(line -> !line.startsWith("auth.public-url"))
                .collect(Collectors.joining("\n"));
        String forged = " -H 'X-Forwarded-Host: evil.example' -H 'X-Forwarded-Proto: http'"
                + " -H 'Forwarded: host=evil.example;proto=http' ";
        try (SampleRun derived = sample("derived", settings)) {
            for (ReverseProxy.Kind kind : ReverseProxy.Kind.values()) {
                try (ReverseProxy proxy = proxy(kind, derived)) {
                    String redirect = curl.run(
                            proxy.curlrc(),
                            "curl -s -o /dev/null -w '%{redirect_url}'" + forged
                                    + "https://tasklist.example.com/api/login");
                    assertTrue(
                            redirect.contains("redirect_uri=https%3A%2F%2Ftasklist.example.com%2Fidentity-callback"),
                            redirect);
                    String cookie = curl.run(
                            proxy.curlrc(),
                            "curl -si" + forged
                                    + "-d username=ann --data-urlencode 'password=correct horse battery'"
                                    + " https://tasklist.example.com/api/login");
                    assertTrue(cookie.contains("; Secure"), cookie);
                }
            }
        }
    }

    @Test
    void withoutTls_nginxSendsPeopleToTlsAndRefusesTheRest() throws Exception {
        try (ReverseProxy proxy = proxy(ReverseProxy.Kind.NGINX, sample)) {
            String line = "curl -s -o /dev/null -w '%{http_code} %{redirect_url}' http://tasklist.example.com";
            assertEquals("301 https://tasklist.example.com/", curl.run(proxy.curlrc(), line + "/"));
            assertEquals("403 ", curl.run(proxy.curlrc(), line + "/v1/tasks"));
        }
    }

    /** Jetty refuses some of them before the filter runs; the application would refuse all. */
    @ParameterizedTest
    @EnumSource
    void pathWithTwoReadings_arrivesUnchangedAndIsRefused(ReverseProxy.Kind kind) throws Exception {
        String byJetty = "400 without an id";
        Map<String, String> expected = Map.of(
                "/health/../v1/tasks", "target.dot-segment",
                "/v1/tasks;x=1", "target.path-parameter",
                "/v1//tasks", byJetty,
                "/v1/%2e%2e/v1/tasks", byJetty,
                "/v1%2Ftasks", byJetty,
                "/v1/tasks%252F1", byJetty,
                "/v1/tasks%5C1", byJetty);
        Map<String, String> seen = new TreeMap<>();
        try (ReverseProxy proxy = proxy(kind, sample)) {
            for (String path : expected.keySet()) {
                String answer =
                        curl.run(proxy.curlrc(), "curl -s --path-as-is 'https://tasklist.example.com" + path + "'");
                JsonNode body = Http.json(answer);
                seen.put(
                        path,
                        body.path("instance").isTextual()
                                ? audited("page", answer).get("reason").asText()
                                : body.get("status").asText() + " without an id");
            }
        }
        assertEquals(new TreeMap<>(expected), seen);
    }

    @Test
    void headersBeyondTheLimitOfTheSample_areAnsweredByJetty() throws Exception {
        String printed = curl.run(
                "",
                "curl -s -o /dev/null -w '%{http_code}' --interface 127.0.0.1"
                        + " -H \"X: $(head -c 17000 /dev/zero | tr '\\0' x)\" "
                        + sample.application().base() + "/health");
        assertEquals("431", printed);
    }
}
