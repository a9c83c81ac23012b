package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.servlet.ConfigurationCheck;
import dev.gatehouse.servlet.Gatehouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A check of every mechanism and every kind of sessions. All servers that the settings name are one port that counts
 * connections; all folders of databases are missing.
 */
class CheckOpensNothingTest {

    private static final List<String> OURS = List.of("gatehouse", "Hikari", "HttpClient", "H2", "MVStore", "jedis");

    @TempDir
    Path folder;

    private ServerSocketChannel everyServer;
    private Set<Thread> before;

    @BeforeEach
    void listen() throws IOException {
        everyServer = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        everyServer.configureBlocking(false);
        before = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void close() throws IOException {
        everyServer.close();
    }

    private String server() throws IOException {
        return "localhost:" + ((InetSocketAddress) everyServer.getLocalAddress()).getPort();
    }

    /** Returns settings with which a start would open all that the mechanism has. */
    private Map<String, String> settings(String kind) throws IOException {
        String server = server();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.mechanisms", kind.split(" ")[0]);
        switch (kind) {
            case "jwt" -> {
                settings.put("auth.jwt.issuer", "http://" + server);
                settings.put("auth.jwt.audience", "api");
                settings.put("auth.jwt.issuers.keys.issuer", "https://issuer.example");
                settings.put("auth.jwt.issuers.keys.audience", "api");
                settings.put("auth.jwt.issuers.keys.jwks-uri", "http://" + server + "/keys");
                settings.put("auth.bearer.revocations-file", file("revocations", "# none yet\n"));
            }
            case "introspection" -> {
                settings.put("auth.introspection.issuer", "http://" + server);
                settings.put("auth.introspection.client-id", "tasklist");
                settings.put("auth.introspection.client-secret", "s3cr3t-of-introspection");
                settings.put("auth.introspection.audience", "api");
            }
            case "identity" -> {
                settings.put("auth.identity.issuer", "http://" + server + "/realms/camunda-platform");
                settings.put("auth.identity.audience", "tasklist-api");
                settings.put("auth.identity.permissions-from", "service");
                settings.put("auth.identity.service.url", "http://" + server);
            }
            case "login" -> login(settings, server);
            case "login, stored sessions" -> {
                login(settings, server);
                settings.put("auth.mechanisms", "login");
                settings.put("auth.sessions", "jdbc");
                settings.put("auth.sessions.jdbc.url", "jdbc:postgresql://" + server + "/sessions");
                settings.put(
                        "auth.login.session-keys", file("session.key", "q83vEjRWeJq83vEjRWeJkaXtJVgx5pTMqzVi9S7pGGA="));
            }
            case "cookie" -> settings.put("auth.cookie.users-file", users());
            case "cookie of users in H2, sessions in H2" -> {
                settings.put("auth.mechanisms", "cookie");
                settings.put("auth.cookie.users", "jdbc");
                settings.put("auth.users.jdbc.url", "jdbc:h2:file:" + folder.resolve("missing/users"));
                settings.put("auth.sessions", "jdbc");
                settings.put("auth.sessions.jdbc.url", "jdbc:h2:file:" + folder.resolve("missing/sessions"));
            }
            case "cookie of users in PostgreSQL, sessions in Redis" -> {
                settings.put("auth.mechanisms", "cookie, basic");
                settings.put("auth.cookie.users", "jdbc");
                settings.put("auth.users.jdbc.url", "jdbc:postgresql://" + server + "/users");
                settings.put("auth.sessions", "redis");
                settings.put("auth.sessions.redis.url", "redis://" + server);
            }
            case "cookie, sessions in Redis behind sentinels" -> {
                settings.put("auth.mechanisms", "cookie");
                settings.put("auth.cookie.users-file", users());
                settings.put("auth.sessions", "redis");
                settings.put("auth.sessions.redis.sentinels", server);
                settings.put("auth.sessions.redis.sentinel-master", "sessions");
            }
            default -> settings.put("auth.cookie.users-file", users());
        }
        return settings;
    }

    private static void login(Map<String, String> settings, String server) {
        settings.put("auth.login.issuer", "http://" + server + "/realms/people");
        settings.put("auth.login.client-id", "tasklist");
        settings.put("auth.login.client-secret", "s3cr3t-of-login");
        settings.put("auth.public-url", "http://localhost:8080");
    }

    private String users() throws IOException {
        return file(
                "users",
                "user.rita.password = "
                        + PasswordHash.create("correct horse battery").text() + "\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jwt",
                "introspection",
                "identity",
                "login",
                "login, stored sessions",
                "cookie",
                "basic",
                "cookie of users in H2, sessions in H2",
                "cookie of users in PostgreSQL, sessions in Redis",
                "cookie, sessions in Redis behind sentinels"
            })
    void check_opensNothing(String kind) throws Exception {
        Map<String, String> settings = settings(kind);
        Set<String> files = files();

        ConfigurationCheck check =
                Gatehouse.builder().withoutEnvironment().settings(settings).check();

        assertEquals(List.of(), check.errors());
        assertFalse(String.join("\n", check.settings()).contains("s3cr3t"), check.settings()::toString);
        assertEquals(Set.of(), newThreads());
        try (SocketChannel connection = everyServer.accept()) {
            assertNull(connection, "a connection was opened");
        }
        assertEquals(files, files());
    }

    @Test
    void badRevocationsFile_isAnError() throws Exception {
        Map<String, String> settings = settings("jwt");
        settings.put("auth.bearer.revocations-file", file("revocations", "jti https://other.example 1\n"));

        ConfigurationCheck check =
                Gatehouse.builder().withoutEnvironment().settings(settings).check();

        assertEquals(1, check.errors().size());
        assertTrue(check.errors().get(0).contains("auth.bearer.revocations-file"), check.errors()::toString);
        assertEquals(Set.of(), newThreads());
    }

    private Set<String> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
