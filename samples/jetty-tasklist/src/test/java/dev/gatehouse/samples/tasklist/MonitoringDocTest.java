package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.servlet.response.AuditLog;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The commands of docs/monitoring.md work, and its tables list what the application shows. */
class MonitoringDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir"))
            .resolve("../../docs/monitoring.md")
            .normalize();
    private static final String TOKEN_FILE = "/run/secrets/management";
    private static final String TOKEN = "correct-horse-battery-staple";
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+)(.*)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(gatehouse_[a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Decision REFUSAL = new Decision(
            Instant.EPOCH,
            Decision.Outcome.REFUSED,
            403,
            Reason.of("permission.missing", "detail"),
            "jwt",
            Caller.builder("issuer", "subject").build(),
            "GET",
            "/v1/x",
            "/v1/*",
            "192.0.2.1",
            "id");

    @TempDir
    Path folder;

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException unreadable) {
            throw new AssertionError("no " + PAGE, unreadable);
        }
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Returns the rows below a heading, as their cells without the marks of code. */
    private static List<List<String>> table(String heading) {
        String section =
                page().split("(?m)^#+ " + Pattern.quote(heading) + "$", 2)[1].split("(?m)^#", 2)[0];
        List<List<String>> rows = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| ", -1))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .toList();
        assertTrue(rows.size() > 3, () -> "no table below " + heading);
        return rows;
    }

    private SampleRun run(String... lines) throws IOException {
        Files.writeString(folder.resolve("management"), TOKEN);
        Path users = Files.writeString(
                folder.resolve("users.properties"),
                "user.ann.password = " + PasswordHash.create("not the name").text() + "\n");
        List<String> all = new ArrayList<>(List.of(
                "auth.cookie.users-file = " + users, "sample.port = 0", "sample.data = " + folder.resolve("data")));
        all.addAll(List.of(lines));
        blocks("properties")
                .get(0)
                .replace("9090", "0")
                .replace(TOKEN_FILE, folder.resolve("management").toString())
                .lines()
                .forEach(all::add);
        return SampleRun.configured(Files.write(folder.resolve("app.properties"), all), Map.of());
    }

    @Test
    void everyCommand_works() throws Exception {
        try (SampleRun sample = run("auth.mechanisms = cookie")) {
            String management = Objects.requireNonNull(sample.application().managementBase())
                    .toString();
            List<String> commands = blocks("sh");
            assertEquals(5, commands.size(), "ready, status, reload, metrics, and jq");
            Prerequisite.require(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl");
            String reload = "";
            for (String command : commands.subList(0, 4)) {
                String here = command.replace(
                                "http://localhost:8080",
                                sample.application().base().toString())
                        .replace("http://localhost:9090", management)
                        .replace(TOKEN_FILE, folder.resolve("management").toString());
                Command.Result result = shell(here);
                reload = here.contains("/reload") ? here : reload;
                assertEquals(0, result.status(), () -> command + result);
                assertEquals(command.contains("/metrics"), result.out().contains("gatehouse_passwords_limit{"));
                assertFalse(result.out().contains("introspection"), "is not in use");
            }
            Files.writeString(folder.resolve("app.properties"), "auth.mechanisms = cookies\n");
            Command.Result refused = shell(reload);
            assertEquals(22, refused.status(), refused::toString);
            assertTrue(Http.json(refused.out()).get("detail").asText().contains("cookies"), refused::out);
        }
    }

    private static Command.Result shell(String lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euc", lines)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command.Result(process.waitFor(), output, "");
    }

    @Test
    void statusExample_hasTheFieldsOfTheAnswer() throws Exception {
        try (SampleRun sample = run("auth.mechanisms = cookie")) {
            Http management =
                    new Http(Objects.requireNonNull(sample.application().managementBase()));
            JsonNode status = management
                    .get("/status", "Authorization", "Bearer " + TOKEN)
                    .json();
            JsonNode ready = sample.http().get("/ready").json();
            List<JsonNode> examples = blocks("json").stream().map(Http::json).toList();

            assertEquals(fields(ready), fields(examples.get(0)));
            assertEquals(fields(status), fields(examples.get(1)));
            JsonNode part = status.get("parts").iterator().next();
            examples.get(1).get("parts").forEach(each -> assertEquals(fields(part), fields(each)));
        }
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void metricsTable_hasEveryMetricWithItsLabels() throws Exception {
        SortedMap<String, Set<String>> shown = new TreeMap<>();
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            String idp = provider.baseUri().toString();
            // With these, each kind of figure is there.
            try (SampleRun sample = run(
                    "auth.mechanisms = identity, jwt, cookie",
                    "auth.identity.issuer = " + provider.keycloak().issuer(),
                    "auth.identity.audience = tasklist-api",
                    "auth.identity.service.url = " + idp,
                    "auth.identity.groups-from = service",
                    "auth.jwt.issuer = " + provider.generic().issuer(),
                    "auth.jwt.audience = tasklist.camunda.io")) {
                collect(sample, shown);
            }
            try (SampleRun sample = run(
                    "auth.mechanisms = introspection, basic, login",
                    "auth.sessions = memory",
                    "auth.introspection.issuer = " + provider.generic().issuer(),
                    "auth.introspection.client-id = demo-client",
                    "auth.introspection.client-secret = demo-secret",
                    "auth.introspection.audience = tasklist.camunda.io",
                    "auth.login.issuer = " + provider.keycloak().issuer(),
                    "auth.login.client-id = tasklist",
                    "auth.login.name-prefix = corp:",
                    "auth.login.client-secret = tasklist-secret",
                    "auth.login.granted-permissions = READ",
                    "auth.login.session-keys = " + sessionKey())) {
                collect(sample, shown);
            }
        }
        SortedMap<String, Set<String>> documented = new TreeMap<>();
        for (List<String> row : table("Metrics")) {
            Set<String> labels = new TreeSet<>(List.of(row.get(1).split(", ")));
            labels.remove("");
            documented.put(row.get(0), labels);
        }
        assertEquals(lines(shown), lines(documented));
    }

    private static String lines(SortedMap<String, Set<String>> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> metric.getKey() + " " + metric.getValue())
                .collect(Collectors.joining("\n"));
    }

    private Path sessionKey() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Files.writeString(
                folder.resolve("session.key"), Base64.getEncoder().encodeToString(key));
    }

    private static void collect(SampleRun sample, Map<String, Set<String>> shown) {
        Http management = new Http(Objects.requireNonNull(sample.application().managementBase()));
        assertEquals(401, sample.http().postJson("/v1/tasks/search", "{}").status());
        String[] authorized = {"Authorization", "Bearer " + TOKEN};
        // The listener hears of the refusal later, and the keys arrive in the background.
        for (String awaited : List.of("credential.missing", "gatehouse_keys_age_seconds")) {
            SampleRun.afterAll(
                    0, () -> management.get("/metrics", authorized).body().contains(awaited) ? 1 : 0);
        }
        String body = management.get("/metrics", authorized).body();
        Map<String, String> help = HELP.matcher(body)
                .results()
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2).strip()));
        TYPE.matcher(body)
                .results()
                .forEach(type -> assertFalse(
                        help.getOrDefault(type.group(1), "").isEmpty(),
                        () -> type.group(1) + " has no description; see measurements.properties of its module"));
        TYPE.matcher(body).results().forEach(type -> shown.computeIfAbsent(type.group(1), name -> new TreeSet<>()));
        Matcher sampled = SAMPLE.matcher(body);
        while (sampled.find()) {
            String name = shown.containsKey(sampled.group(1))
                    ? sampled.group(1)
                    : sampled.group(1).replaceAll("_(bucket|count|sum)$", "");
            Set<String> labels = Objects.requireNonNull(shown.get(name), name);
            if (sampled.group(2) != null) {
                LABEL.matcher(sampled.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
            labels.remove("le");
        }
    }

    @Test
    void alerts_nameMetricsOfTheTable() {
        Set<String> known = table("Metrics").stream().map(row -> row.get(0)).collect(Collectors.toSet());
        Matcher named = Pattern.compile("gatehouse_[a-z_]+").matcher(page());
        int alerts = 0;
        while (named.find()) {
            String base = named.group().replaceAll("_(bucket|count|sum)$", "");
            assertTrue(known.contains(named.group()) || known.contains(base), named::group);
            alerts++;
        }
        assertTrue(alerts > known.size(), "the alerts are in another block");
    }

    @Test
    void auditTable_hasTheMembersOfALine() {
        List<String> documented =
                table("Audit log").stream().map(row -> row.get(0)).toList();

        assertEquals(List.copyOf(fields(Http.json(AuditLog.line(REFUSAL)))), documented);
    }

    @Test
    void auditLineInJson_isParsedTwice() throws Exception {
        Path log = folder.resolve("tasklist.log");
        Map<String, String> settings = Map.of("sample.log.file", log.toString(), "sample.log.format", "json");
        AutoCloseable output = LogOutput.of(LogOutputTest.settings(settings));
        try (output) {
            LoggerFactory.getLogger("dev.gatehouse.other").info("{}");
            LoggerFactory.getLogger(AuditLog.LOGGER).info(AuditLog.line(REFUSAL));
        }

        String line = Files.readAllLines(log).get(1);
        JsonNode twice = Http.json(Http.json(line).get("formattedMessage").asText());
        assertEquals(Http.json(AuditLog.line(REFUSAL)), twice);
        Prerequisite.require(Files.isExecutable(Path.of("/usr/bin/jq")), "no jq");
        Files.writeString(log, "not JSON\n" + Files.readString(log));
        Command.Result printed = shell(blocks("sh").get(4).replace("/var/log/tasklist/tasklist.log", log.toString()));
        assertEquals(twice, Http.json(printed.out()), printed::toString);
    }
}
