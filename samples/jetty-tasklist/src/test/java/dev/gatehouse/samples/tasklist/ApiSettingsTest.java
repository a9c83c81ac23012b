package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of the API open and allow, and what stays closed without them. */
class ApiSettingsTest {

    @TempDir
    Path folder;

    private SampleRun configured(String... lines) throws IOException {
        String hash = PasswordHash.create("a long password").text();
        Path users = Files.writeString(folder.resolve("users.properties"), "user.pat.password = " + hash);
        String settings = String.join(
                "\n",
                "auth.mechanisms = cookie",
                "auth.cookie.users-file = " + users,
                "sample.port = 0",
                "sample.data = " + folder.resolve("data"),
                String.join("\n", lines));
        Path config = Files.writeString(folder.resolve("sample.properties"), settings);
        return SampleRun.configured(config, Map.of());
    }

    @Test
    void nothingSet_keepsEverythingClosed() throws IOException {
        try (SampleRun sample = configured()) {
            Http http = sample.http();
            for (String path : new String[] {
                "/v1/openapi.json",
                "/v1/external/process/order/form",
                "/v1/internal/processes/publicEndpoints",
                "/graphiql/"
            }) {
                assertEquals(401, http.get(path).status(), path);
            }
        }
    }

    @Test
    void settings_openWhatTheySay() throws IOException {
        try (SampleRun sample = configured("tasklist.public-openapi = on", "tasklist.public-start-forms = on")) {
            Http http = sample.http();
            Http.Answer document = http.get("/v1/openapi.json");
            assertEquals(200, document.status());
            assertTrue(document.body().contains("\"openapi\":\"3.0.3\""), document::body);
            assertEquals(404, http.get("/v1/external/process/order/form").status());
            assertEquals(401, http.get("/v1/internal/processes/publicEndpoints").status());
            assertEquals(401, http.get("/graphiql/").status());
        }
    }

    @Test
    void demonstration_hasGraphiQlUnderAStrictPolicy() {
        try (SampleRun sample = SampleRun.demo(folder)) {
            Http.Answer page = sample.http().get("/graphiql/");
            assertEquals(200, page.status());
            String policy = page.header("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
            assertEquals(404, sample.http().get("/graphiql/other.js").status());
            assertEquals(401, sample.http().get("/v1/openapi.json").status());
        }
    }
}
