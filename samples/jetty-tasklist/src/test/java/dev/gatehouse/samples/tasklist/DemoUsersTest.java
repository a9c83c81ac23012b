package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users with the public passwords of the demonstration log in there, and nowhere else, whenever they are added. */
class DemoUsersTest {

    private static final String PASSWORD = "correct horse battery staple";

    private static final String[] TOKEN = {"Authorization", "Bearer sixteen-or-more-characters"};

    @TempDir
    Path folder;

    @Test
    void addedToTheFileWhileItRuns_areRefusedAndReported() throws Exception {
        Path users = write("users", line("ann", PASSWORD));
        try (SampleRun sample = SampleRun.configured(
                config("auth.mechanisms = cookie, basic", "auth.cookie.users-file = " + users), Map.of())) {
            Http management = management(sample);
            write("users", line("ben", PASSWORD), line("demo", "demo"));

            SampleRun.afterAll(1, () -> part(management, "cookie", "state").equals("DEGRADED") ? 0 : 1);

            String why = part(management, "cookie", "why");
            assertTrue(why.contains(users + ":2: the user demo has its name as its password"), why);
            assertEquals(401, login(sample, "demo", "demo").status());
            assertEquals(
                    401,
                    sample.http()
                            .get("/v1/x", "Authorization", "Basic ZGVtbzpkZW1v")
                            .status());
            assertEquals(204, login(sample, "ann", PASSWORD).status(), "the previous users stay in effect");
            assertEquals(
                    login(sample, "nobody", "demo").body(),
                    login(sample, "demo", "demo").body());
        }
    }

    @Test
    void fileOfReloadedSettings_isRefusedWithThem() throws Exception {
        Path users = write("users", line("ann", PASSWORD));
        Path others = write("others", line("demo", "demo"));
        Path config = config("auth.mechanisms = cookie", "auth.cookie.users-file = " + users);
        try (SampleRun sample = SampleRun.configured(config, Map.of())) {
            config("auth.mechanisms = cookie", "auth.cookie.users-file = " + others);

            Http.Answer reloaded = management(sample).post("/reload", "", TOKEN);

            assertEquals(422, reloaded.status(), reloaded::toString);
            assertTrue(reloaded.body().contains("the user demo has its name as its password"), reloaded::toString);
            assertEquals(401, login(sample, "demo", "demo").status());
            assertEquals(204, login(sample, "ann", PASSWORD).status());
        }
    }

    @Test
    void rowAddedWhileItRuns_isRefused() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("users-db");
        try (SampleRun sample = SampleRun.configured(
                config("auth.mechanisms = cookie", "auth.cookie.users = jdbc", "auth.users.jdbc.url = " + url),
                Map.of())) {
            insert(url, "demo", "demo");
            insert(url, "ann", PASSWORD);

            assertEquals(401, login(sample, "demo", "demo").status());
            assertEquals(204, login(sample, "ann", PASSWORD).status());
        }
    }

    @Test
    void demonstration_letsThemLogInAlsoAfterAChangeOfItsFile() throws Exception {
        Path data = folder.resolve("data");
        try (SampleRun sample = SampleRun.demo(
                data,
                Map.of(
                        "sample.management.port", "0",
                        "auth.cookie.account-attempts", "100000",
                        "auth.cookie.account-total-attempts", "100000",
                        "auth.cookie.source-attempts", "100000"))) {
            assertEquals(204, login(sample, "demo", "demo").status());

            write("data/demo-users.properties", line("act", "act"), line("new", PASSWORD));

            SampleRun.afterAll(401, () -> login(sample, "new", PASSWORD).status());
            assertEquals(204, login(sample, "act", "act").status());
            assertEquals("UP", part(management(sample), "cookie", "state"));
        }
    }

    private static String line(String name, String password) {
        return "user." + name + ".password = " + PasswordHash.create(password).text();
    }

    /** Old enough to be read at the next look. */
    private Path write(String name, String... lines) throws IOException {
        Path file = Files.write(folder.resolve(name), List.of(lines));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60L + lines.length)));
    }

    private Path config(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "sample.port = 0",
                "sample.data = " + folder.resolve("data"),
                "sample.management.port = 0",
                "sample.management.token = file:"
                        + Files.writeString(folder.resolve("token"), TOKEN[1].substring("Bearer ".length()))));
        SampleRun.PATIENCE.forEach((key, value) -> all.add(key + " = " + value));
        all.addAll(List.of(lines));
        return Files.write(folder.resolve("my.properties"), all);
    }

    private static void insert(String url, String name, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO gatehouse_user (name, password_hash, permissions) VALUES (?, ?, 'READ')")) {
            insert.setString(1, name);
            insert.setString(2, PasswordHash.create(password).text());
            assertEquals(1, insert.executeUpdate());
        }
    }

    private static Http management(SampleRun sample) {
        return new Http(Objects.requireNonNull(sample.application().managementBase()));
    }

    private static String part(Http management, String name, String member) {
        JsonNode status = management.get("/status", TOKEN).json();
        return status.at("/parts/" + name + "/" + member).asText();
    }

    private static Http.Answer login(SampleRun sample, String name, String password) {
        return sample.http().postForm("/api/login", Map.of("username", name, "password", password));
    }
}
