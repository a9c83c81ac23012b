package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.samples.tasklist.demo.DemoData;
import dev.gatehouse.samples.tasklist.status.StartSettings;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskListener;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The management listener of the whole application, also while parts of it do not work. */
class ManagementTest {

    private static final String TOKEN = "correct-horse-battery-staple";

    private static final String[] OUTAGE = {"--no-idp", "--idp-port", "1"};

    @TempDir
    Path folder;

    private Http management(SampleRun sample) {
        return new Http(Objects.requireNonNull(sample.application().managementBase()));
    }

    @Test
    void withoutASetting_thereIsNoListener() {
        try (SampleRun sample = SampleRun.demo(folder)) {
            assertNull(sample.application().managementBase());
            assertEquals(401, sample.http().get("/status").status());
        }
    }

    @Test
    void providerThatIsDown_isExplainedToOperatorsAlone() {
        Instant before = Instant.now().minusSeconds(5);
        try (SampleRun sample = SampleRun.demo(folder, Map.of("sample.management.port", "0"), OUTAGE)) {
            Http.Answer answer = management(sample).get("/status");

            assertEquals(200, answer.status(), answer::toString);
            JsonNode status = answer.json();
            assertEquals("DOWN", status.get("state").asText(), answer::toString);
            assertTrue(status.get("settingsFile").isNull(), answer::toString);
            JsonNode jwt = status.at("/parts/jwt");
            assertEquals("DOWN", jwt.get("state").asText(), answer::toString);
            assertTrue(jwt.get("why").asText().contains("no keys"), answer::toString);
            assertTrue(Instant.parse(jwt.get("since").asText()).isAfter(before), answer::toString);
            for (String part : new String[] {"cookie", "sessions", "tasks", "configuration"}) {
                assertEquals("UP", status.at("/parts/" + part + "/state").asText(), answer::toString);
            }

            Http.Answer ready = sample.http().get("/ready");
            assertEquals(503, ready.status(), ready::toString);
            assertEquals("DOWN", ready.json().at("/parts/jwt").asText(), ready::toString);
            assertEquals("UP", ready.json().at("/parts/cookie").asText(), ready::toString);
            assertFalse(ready.body().contains("keys"), ready::toString);
        }
    }

    @Test
    void deliveryOfTaskEvents_isShownWhereTheStoreHasAListener() throws Exception {
        Path users = Files.writeString(
                folder.resolve("users"),
                "user.ann.password = " + PasswordHash.create("not the name").text() + "\n");
        Gatehouse.Builder builder = SampleSettings.declare(Gatehouse.builder().withoutEnvironment())
                .settings(Map.of(
                        "auth.mechanisms",
                        "basic",
                        "auth.cookie.users-file",
                        users.toString(),
                        "sample.management.port",
                        "0"));
        CountDownLatch failed = new CountDownLatch(1);
        try (Management management = Management.of(builder);
                Gatehouse gatehouse = builder.start();
                TaskStore store = TaskStores.open("jdbc:h2:file:" + folder.resolve("tasks"))) {
            DemoData.load(store, Clock.systemUTC());
            TaskListener down = event -> {
                failed.countDown();
                throw new IllegalStateException("the engine is down");
            };
            store.engine().listen(down, DeliveryOptions.defaults());
            Task task =
                    store.search(TaskQuery.builder().pageSize(1).build()).get(0).task();
            store.update(task.id(), details -> details.withAssignee("cleo"));
            failed.await();
            management.start(
                    gatehouse,
                    store,
                    null,
                    new StartSettings(SampleSettings.declarations(), gatehouse.applicationSettings()));
            Http http = new Http(Objects.requireNonNull(management.base()));

            SampleRun.afterAll(1, () -> why(http).isEmpty() ? 1 : 0);
            assertTrue(why(http).startsWith("events of tasks are not delivered: 1 pending, the oldest since "));
            assertEquals(
                    "UP", http.get("/status").json().at("/parts/tasks/state").asText());
            String metrics = http.get("/metrics").body();
            for (String name : List.of("pending", "oldest_seconds", "waiting", "delivered_total", "failures_total")) {
                assertTrue(metrics.contains("# HELP gatehouse_events_" + name + " "), metrics);
            }
        }
    }

    private static String why(Http management) {
        return management.get("/status").json().at("/parts/tasks/why").asText();
    }

    @Test
    void reload_appliesTheFileOrSaysWhyNot() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        Path users = Files.writeString(
                folder.resolve("users"),
                "user.ann.password = " + PasswordHash.create("not the name").text() + "\n");
        Path config = folder.resolve("app.properties");
        String good = "auth.mechanisms = cookie\nauth.cookie.users-file = " + users
                + "\nsample.port = 0\nsample.data = " + folder.resolve("data")
                + "\nsample.management.port = 0\nsample.management.token = file:" + token + "\n";
        Files.writeString(config, good);
        try (SampleRun sample = SampleRun.configured(config, new HashMap<>());
                Logs logs = Logs.of(Management.class)) {
            Http management = management(sample);
            String[] authorized = {"Authorization", "Bearer " + TOKEN};
            assertEquals(401, management.get("/status").status());
            assertEquals(
                    config.toString(),
                    management
                            .get("/status", authorized)
                            .json()
                            .get("settingsFile")
                            .asText());

            Files.writeString(config, good + "auth.realmm = x\n");
            Http.Answer refused = management.post("/reload", "", authorized);
            assertEquals(422, refused.status(), refused::toString);
            String why = refused.json().get("detail").asText();
            assertTrue(why.contains("app.properties") && why.contains("auth.realm"), refused::toString);
            // The words of a watched file: SettingsWatchTest has the same.
            assertEquals(
                    List.of("the settings cannot be reloaded, and the previous ones stay in effect: " + why),
                    logs.messages());
            SampleRun.afterAll(1, () -> state(management, authorized).equals("UP") ? 1 : 0);
            JsonNode part = management.get("/status", authorized).json().at("/parts/configuration");
            assertEquals("DEGRADED", part.get("state").asText(), part::toString);
            assertTrue(part.get("why").asText().contains(why), part::toString);
            assertEquals(200, sample.http().get("/ready").status(), "the previous configuration works");

            Files.writeString(config, good + "auth.realm = renewed\n");
            Http.Answer reloaded = management.post("/reload", "", authorized);
            assertEquals(200, reloaded.status(), reloaded::toString);
            assertEquals("the settings were reloaded", logs.messages().get(1));
            assertTrue(sample.http().get("/v1/x").header("WWW-Authenticate").contains("renewed"), "it is in effect");
            assertEquals("{\"configuration\":\"reloaded\"}\n", reloaded.body());
            SampleRun.afterAll(1, () -> state(management, authorized).equals("UP") ? 0 : 1);

            String changed = good.replace("sample.port = 0", "sample.port = 1");
            Files.writeString(config, changed + "sample.idle-timeout = 9s\n");
            Http.Answer partly = management.post("/reload", "", authorized);
            assertEquals(
                    "{\"configuration\":\"reloaded\",\"atNextStart\":[\"sample.port\",\"sample.idle-timeout\"]}\n",
                    partly.body());
            assertEquals(
                    "these settings have changed and take effect at the next start only: sample.port,"
                            + " sample.idle-timeout",
                    logs.messages().get(3));
            assertEquals(200, sample.http().get("/ready").status(), "it still listens on the port of its start");
        }
    }

    private static String state(Http management, String... headers) {
        return management
                .get("/status", headers)
                .json()
                .at("/parts/configuration/state")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({
        "sample.management.host, 0.0.0.0, sample.management.token",
        "sample.management.host, no-such-host.invalid, sample.management.host",
        "sample.management.token, short, sample.management.token",
        "sample.management.token, sixteen or more with spaces, sample.management.token"
    })
    void settingsThatOpenTooMuch_refuseTheStart(String key, String value, String named) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> SampleRun.demo(folder, Map.of("sample.management.port", "0", key, value), OUTAGE));

        assertEquals(named, refused.key(), refused::toString);
        assertFalse(String.valueOf(refused.getMessage()).contains("sixteen"), refused::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample.management.token", "sample.management.host"})
    void settingsWithoutAPort_refuseTheStart(String key) {
        SettingException refused = assertThrows(
                SettingException.class, () -> SampleRun.demo(folder, Map.of(key, "localhost-or-a-token"), OUTAGE));

        assertEquals("sample.management.port", refused.key(), refused::toString);
    }

    @Test
    void metrics_showDecisionsAndFigures() {
        try (SampleRun sample = SampleRun.demo(folder, Map.of("sample.management.port", "0"))) {
            String token = sample.idp().keycloak().mintFor("demo-client").serialize();
            assertEquals(
                    200,
                    sample.http()
                            .postJson("/v1/tasks/search", "{}", "Authorization", Http.bearer(token))
                            .status());
            assertEquals(401, sample.http().postJson("/v1/tasks/search", "{}").status());
            Http management = management(sample);
            String refused = "gatehouse_decisions_total{mechanism=\"none\",outcome=\"refused\","
                    + "reason=\"credential.missing\"} 1.0";
            // Listeners hear of decisions later.
            SampleRun.afterAll(0, () -> management.get("/metrics").body().contains(refused) ? 1 : 0);

            Http.Answer page = management.get("/metrics");

            assertEquals("text/plain; version=0.0.4; charset=utf-8", page.header("Content-Type"));
            for (String line : new String[] {
                "gatehouse_decisions_total{mechanism=\"identity\",outcome=\"admitted\",reason=\"access.admitted\"} 1.0",
                "gatehouse_decision_duration_seconds_count{mechanism=\"identity\",outcome=\"admitted\"} 1",
                "gatehouse_keys_usable{issuer=\"" + sample.idp().keycloak().issuer() + "\",part=\"identity\"}",
                "gatehouse_state{part=\"tasks\"} 0.0",
                "gatehouse_search_calls_total{part=\"tasks\"} 1.0",
                "gatehouse_store_calls_total{part=\"sessions\"}"
            }) {
                assertTrue(page.body().contains(line), () -> line + " not in " + page.body());
            }
            assertFalse(page.body().contains(token), "no credential");
        }
    }
}
