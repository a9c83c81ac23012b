package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over restarts, and on several nodes. */
@ExtendWith({Postgres.class, Redis.class})
class SessionsTest {

    private static final String SEARCH = "/v1/tasks/search";
    private static final String PATIENT =
            "auth.sessions.jdbc.connect-timeout = 10s\nauth.sessions.jdbc.timeout = 30s\n";

    @TempDir
    private Path folder;

    private static int use(SampleRun node, String cookie) {
        return node.http().postJson(SEARCH, "{}", "Cookie", cookie).status();
    }

    @Test
    void restartOfTheDemonstration_keepsWhoIsLoggedIn() {
        String live;
        String ended;
        try (SampleRun before = SampleRun.demo(folder)) {
            live = before.login("demo");
            ended = before.login("demo");
            assertEquals(
                    204, before.http().post("/api/logout", "", "Cookie", ended).status());
        }
        try (SampleRun after = SampleRun.demo(folder)) {
            assertEquals(200, use(after, live));
            assertEquals(401, use(after, ended));
        }
    }

    @Test
    void restartOfAConfiguredApplication_keepsWhoIsLoggedIn() throws IOException {
        Path data = folder.resolve("data");
        Path config = config(data, PATIENT);
        String cookie;
        try (SampleRun before = SampleRun.configured(config, Map.of())) {
            cookie = before.login("ann");
        }
        assertTrue(Files.exists(data.resolve("sessions.mv.db")));
        try (SampleRun after = SampleRun.configured(config, Map.of())) {
            assertEquals(200, use(after, cookie));
        }
    }

    @Test
    void sessionsInMemory_endWithTheProcess() throws IOException {
        Path data = folder.resolve("data");
        Path config = config(data, "auth.sessions = memory\n");
        String cookie;
        try (SampleRun before = SampleRun.configured(config, Map.of())) {
            cookie = before.login("ann");
            assertEquals(200, use(before, cookie));
        }
        assertTrue(Files.notExists(data.resolve("sessions.mv.db")));
        try (SampleRun after = SampleRun.configured(config, Map.of())) {
            assertEquals(401, use(after, cookie));
        }
    }

    @Test
    void twoNodesOnOnePostgres_shareSessions(Postgres.Server postgres) {
        assertShared(Map.of("auth.sessions.jdbc.url", postgres.newDatabase(), "auth.sessions.jdbc.user", "postgres"));
    }

    @Test
    void twoNodesOnOneRedis_shareSessions(Redis.Shared redis) {
        assertShared(redis(redis, redis.server().port()));
    }

    @Test
    void redisThatIsGoneOrHangs_keepsCookiesWaitingAndTokensWorking(Redis.Shared redis) throws IOException {
        try (CuttableProxy proxy = new CuttableProxy(redis.server().port());
                SampleRun node = SampleRun.demo(folder, redis(redis, proxy.port()))) {
            String cookie = node.login("demo");
            proxy.cut();
            assertEquals(503, SampleRun.afterAll(200, () -> use(node, cookie)));
            assertWaiting(node, cookie);
            proxy.restore();
            assertEquals(200, SampleRun.afterAll(503, () -> use(node, cookie)));
            proxy.stall(true);
            assertEquals(503, SampleRun.afterAll(200, () -> use(node, cookie)));
            assertWaiting(node, cookie);
            proxy.stall(false);
            assertEquals(200, SampleRun.afterAll(503, () -> use(node, cookie)));
        }
    }

    private static void assertWaiting(SampleRun node, String cookie) {
        Http.Answer refused = node.http().postJson(SEARCH, "{}", "Cookie", cookie);
        assertEquals(503, refused.status());
        assertFalse(refused.header("Retry-After").isEmpty());
        assertTrue(refused.header("Set-Cookie").isEmpty());
        assertEquals(
                503,
                node.http()
                        .postForm("/api/login", Map.of("username", "demo", "password", "demo"))
                        .status());
        String token = node.idp()
                .generic()
                .mintFor("demo-client")
                .audience("tasklist.camunda.io")
                .serialize();
        assertEquals(
                200,
                node.http()
                        .postJson(SEARCH, "{}", "Authorization", Http.bearer(token))
                        .status());
    }

    private static Map<String, String> redis(Redis.Shared redis, int port) {
        return Map.of(
                "auth.sessions",
                "redis",
                "auth.sessions.redis.url",
                "redis://127.0.0.1:" + port,
                "auth.sessions.redis.prefix",
                redis.newPrefix(),
                "auth.sessions.redis.connect-timeout",
                "5s",
                "auth.sessions.redis.timeout",
                "10s");
    }

    private void assertShared(Map<String, String> shared) {
        try (SampleRun a = SampleRun.demo(folder.resolve("a"), shared);
                SampleRun b = SampleRun.demo(folder.resolve("b"), shared)) {
            String cookie = a.login("demo");
            assertEquals(200, use(b, cookie));
            assertEquals(204, b.http().post("/api/logout", "", "Cookie", cookie).status());
            assertEquals(401, use(b, cookie));
            assertEquals(401, SampleRun.afterAll(200, () -> use(a, cookie)));
        }
    }

    private Path config(Path data, String more) throws IOException {
        Path users = folder.resolve("users.properties");
        // The password is the name.
        Files.writeString(
                users, "user.ann.password = " + PasswordHash.create("ann").text() + "\n");
        Path config = folder.resolve("tasklist.properties");
        String text = "auth.mechanisms = cookie\n"
                + "auth.cookie.users-file = " + users + "\n"
                + "sample.port = 0\n"
                + "sample.host = localhost\n"
                + "sample.data = " + data + "\n"
                + more;
        return Files.writeString(config, text);
    }
}
