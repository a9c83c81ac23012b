package dev.gatehouse.cookie.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.passkeys.SoftAuthenticator.Algorithm;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.support.json.StrictJson;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys over HTTP, with users and passkeys in a file and in a database. */
class PasskeysOverHttpTest {

    private static final StrictJson JSON = new StrictJson(8192);

    /** A browser without TLS on a loopback address; its pages are at http://localhost. */
    private static final class Client {
        private final ProtectedSite site;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        Client(ProtectedSite site) {
            this.site = site;
        }

        HttpResponse<String> post(String path, String body, String... headers) throws Exception {
            StringBuilder all = new StringBuilder();
            cookies.forEach((name, value) -> all.append(all.isEmpty() ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(value));
            String[] more = new String[headers.length + 2];
            System.arraycopy(headers, 0, more, 2, headers.length);
            more[0] = "Cookie";
            more[1] = all.isEmpty() ? "none=1" : all.toString();
            HttpResponse<String> response = body.isEmpty()
                    ? site.post(path, more)
                    : site.post(
                            path,
                            body.getBytes(StandardCharsets.UTF_8),
                            body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
                            more);
            for (String set : response.headers().allValues("Set-Cookie")) {
                String pair = set.substring(0, set.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            cookies.values().removeIf(String::isEmpty);
            return response;
        }

        Map<String, @Nullable Object> options(String path) throws Exception {
            HttpResponse<String> response = post(path, "");
            assertEquals(200, response.statusCode(), response.body());
            return Objects.requireNonNull(JSON.object(response.body().getBytes(StandardCharsets.UTF_8)));
        }

        String register(SoftAuthenticator key) throws Exception {
            Map<String, @Nullable Object> options = options("/api/passkeys/registration-options");
            key.handle = String.valueOf(((Map<?, ?>) Objects.requireNonNull(options.get("user"))).get("id"));
            return "{\"label\":\"x\",\"credential\":" + key.registration(String.valueOf(options.get("challenge")))
                    + "}";
        }

        String who() throws Exception {
            String session = String.valueOf(cookies.get("AUTH-SESSION"));
            return site.get("/x", "Cookie", "AUTH-SESSION=" + session).body();
        }
    }

    private static SoftAuthenticator authenticator() {
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.ES256, "http");
        key.origin = "http://localhost:8080";
        key.rpId = "localhost";
        return key;
    }

    private static ProtectedSite site(Map<String, String> users) throws Exception {
        Map<String, String> settings = new HashMap<>(users);
        settings.put("auth.mechanisms", "cookie");
        settings.put("auth.public-url", "http://localhost:8080");
        settings.put("auth.cookie.passkeys", "on");
        settings.put("auth.cookie.hash-concurrency", "64");
        return new ProtectedSite(Gatehouse.builder().settings(settings));
    }

    private static Map<String, String> file(Path folder) throws Exception {
        Path users = Files.writeString(
                folder.resolve("users.properties"),
                "user.ann.password=" + PasskeyRig.HASH.text() + "\nuser.ann.permissions=READ\n");
        return Map.of("auth.cookie.users-file", users.toString());
    }

    private static void registerAndLogIn(Map<String, String> users) throws Exception {
        SoftAuthenticator key = authenticator();
        try (ProtectedSite site = site(users)) {
            Client client = new Client(site);
            assertEquals(
                    204,
                    client.post("/api/login", "username=ann&password=correct+horse")
                            .statusCode());
            assertEquals(
                    201,
                    client.post("/api/passkeys/registration", client.register(key))
                            .statusCode());
        }
        // Passkeys outlive the process.
        try (ProtectedSite site = site(users)) {
            Client client = new Client(site);
            String challenge =
                    String.valueOf(client.options("/api/passkeys/login-options").get("challenge"));
            HttpResponse<String> response = client.post("/api/passkeys/login", key.assertion(challenge));
            assertEquals(204, response.statusCode(), response.body());
            assertEquals("ann", client.who());
            assertEquals(1, client.cookies.size(), "the cookie of the attempt is gone");
        }
    }

    @Test
    void usersFile_keepsPasskeysBesideIt(@TempDir Path folder) throws Exception {
        registerAndLogIn(file(folder));
        assertTrue(Files.exists(folder.resolve("users.properties.passkeys")));
    }

    /** Returns the settings of a node whose users and sessions are in a database, with the user ann. */
    private static Map<String, String> database(Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("gatehouse");
        Map<String, String> users = new HashMap<>(Map.of("auth.cookie.users", "jdbc", "auth.sessions", "jdbc"));
        for (String database : List.of("auth.sessions.jdbc.", "auth.users.jdbc.")) {
            users.putAll(
                    Map.of(database + "url", url, database + "connect-timeout", "10s", database + "timeout", "30s"));
        }
        site(users).close();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO gatehouse_user (name, password_hash) VALUES (?, ?)")) {
            insert.setString(1, "ann");
            insert.setString(2, PasskeyRig.HASH.text());
            insert.executeUpdate();
        }
        return users;
    }

    @Test
    void database_keepsPasskeysWithTheUsers(@TempDir Path folder) throws Exception {
        registerAndLogIn(database(folder));
    }

    @Test
    void usedChallenge_isRefusedOnAnotherNode(@TempDir Path folder) throws Exception {
        Map<String, String> settings = database(folder);
        SoftAuthenticator key = authenticator();
        try (ProtectedSite site = site(settings);
                ProtectedSite other = site(settings)) {
            Client client = new Client(site);
            client.post("/api/login", "username=ann&password=correct+horse");
            assertEquals(
                    201,
                    client.post("/api/passkeys/registration", client.register(key))
                            .statusCode());
            String challenge =
                    String.valueOf(client.options("/api/passkeys/login-options").get("challenge"));
            Client thief = new Client(other);
            thief.cookies.putAll(client.cookies);
            // Any node finishes what another one has begun, once.
            assertEquals(
                    204,
                    thief.post("/api/passkeys/login", key.assertion(challenge)).statusCode());
            assertEquals(
                    401,
                    client.post("/api/passkeys/login", key.assertion(challenge)).statusCode());
        }
    }

    @Test
    void requestOfAnotherSite_isRefusedBeforeAnythingElse(@TempDir Path folder) throws Exception {
        try (ProtectedSite site = site(file(folder))) {
            Client client = new Client(site);
            client.post("/api/login", "username=ann&password=correct+horse");
            String registration = client.register(authenticator());
            for (String path :
                    new String[] {"registration-options", "registration", "login-options", "login", "deletion"}) {
                assertEquals(
                        403,
                        client.post("/api/passkeys/" + path, registration, "Sec-Fetch-Site", "cross-site")
                                .statusCode(),
                        path);
                assertEquals(
                        403,
                        client.post("/api/passkeys/" + path, registration, "Origin", "https://evil.net")
                                .statusCode(),
                        path);
            }
            assertEquals(
                    201, client.post("/api/passkeys/registration", registration).statusCode());
        }
    }

    @Test
    void bearerToken_registersNothing(@TempDir Path folder) throws Exception {
        try (ProtectedSite site = site(file(folder))) {
            HttpResponse<String> response =
                    new Client(site).post("/api/passkeys/registration-options", "", "Authorization", "Bearer abc");
            assertEquals(401, response.statusCode());
            assertTrue(
                    response.headers().allValues("Access-Control-Allow-Origin").isEmpty());
        }
    }

    @Test
    void tooLargeBody_isRefused(@TempDir Path folder) throws Exception {
        try (ProtectedSite site = site(file(folder))) {
            String body = "{\"x\":\"" + "a".repeat(70_000) + "\"}";
            assertEquals(413, new Client(site).post("/api/passkeys/login", body).statusCode());
        }
    }
}
