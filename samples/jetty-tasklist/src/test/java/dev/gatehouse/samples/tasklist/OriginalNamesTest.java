package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalNamesTest {

    @TempDir
    Path folder;

    @Test
    void variables_becomeSettings() {
        Map<String, String> settings = OriginalNames.settings(Environment.of(Map.of(
                "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL",
                "https://id.example.com/auth/realms/camunda-platform",
                "CAMUNDA_TASKLIST_IDENTITY_ISSUER_BACKEND_URL",
                "http://keycloak:8080/auth/realms/camunda-platform",
                "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE",
                "tasklist-api",
                "CAMUNDA_TASKLIST_CLIENT_AUDIENCE",
                "tasklist.camunda.io",
                "SOMETHING_ELSE",
                "x")));

        assertEquals(
                Map.of(
                        "auth.identity.issuer",
                        "https://id.example.com/auth/realms/camunda-platform",
                        "auth.identity.issuer-backend-url",
                        "http://keycloak:8080/auth/realms/camunda-platform",
                        "auth.identity.audience",
                        "tasklist-api",
                        "auth.jwt.audience",
                        "tasklist.camunda.io"),
                settings);
    }

    @Test
    void emptyVariable_isNone() {
        assertEquals(Map.of(), OriginalNames.settings(Environment.of(Map.of("CAMUNDA_TASKLIST_CLIENT_AUDIENCE", ""))));
    }

    @Test
    void settingInTheFile_goesBeforeTheVariable() throws IOException {
        assertTrue(cookieOf(List.of()).startsWith("FROM-VARIABLE="));
        assertTrue(cookieOf(List.of("auth.cookie.name = FROM-FILE")).startsWith("FROM-FILE="));
    }

    private String cookieOf(List<String> lines) throws IOException {
        String password = "correct horse battery staple";
        Path users = Files.writeString(
                folder.resolve("users.properties"),
                "user.ann.password = " + PasswordHash.create(password).text());
        List<String> all = new ArrayList<>(List.of(
                "auth.mechanisms = cookie",
                "auth.cookie.users-file = " + users,
                "auth.sessions.jdbc.connect-timeout = 10s",
                "auth.sessions.jdbc.timeout = 30s",
                "sample.port = 0",
                "sample.data = " + folder.resolve("data")));
        all.addAll(lines);
        Path config = Files.write(folder.resolve("my.properties"), all);
        Map<String, String> environment = Map.of("SERVER_SERVLET_SESSION_COOKIE_NAME", "FROM-VARIABLE");
        try (SampleRun sample = SampleRun.configured(config, environment)) {
            return sample.http()
                    .postForm("/api/login", Map.of("username", "ann", "password", password))
                    .header("Set-Cookie");
        }
    }
}
