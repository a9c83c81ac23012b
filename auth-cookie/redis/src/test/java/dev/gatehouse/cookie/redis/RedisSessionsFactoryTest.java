package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisSessionsFactoryTest {

    private static final String URL = "auth.sessions.redis.url";
    private static final String USER = "auth.sessions.redis.user";
    private static final String PASSWORD = "auth.sessions.redis.password";

    /** The permissions that docs/sessions.md lists. */
    private static final String PERMISSIONS =
            "~gatehouse:* -@all +eval +evalsha +hset +hmget +exists +type +del +set +pexpire +pttl +zadd +zrem"
                    + " +zrange +zrangebyscore +zcard +zscore +time +info";

    private final RedisSessionsFactory factory = new RedisSessionsFactory();

    private Sessions create(Map<String, String> settings) {
        Map<String, String> patient = new HashMap<>(settings);
        patient.putIfAbsent("auth.sessions.redis.connect-timeout", "5s");
        patient.putIfAbsent("auth.sessions.redis.timeout", "10s");
        return factory.create(TestContext.of(factory, patient));
    }

    private void assertRefused(String key, String remedy, Map<String, String> settings) {
        SettingException refused =
                assertThrows(SettingException.class, () -> create(settings), () -> "not refused: " + remedy);
        assertEquals(key, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains(remedy), refused.getMessage());
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused.getMessage());
    }

    @Test
    void factory_isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(SessionsFactory.class).stream()
                .anyMatch(provider -> provider.type() == RedisSessionsFactory.class));
        assertEquals("redis", factory.name());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.sessions.redis.url, redis://u:geheim@localhost, settings",
        "auth.sessions.redis.url, http://localhost, rediss:",
        "auth.sessions.redis.url, redis://cache.example, auth.sessions.redis.allow-plaintext",
        "auth.sessions.redis.user, ann, auth.sessions.redis.password",
        "auth.sessions.redis.prefix, a b, letters",
        "auth.sessions.redis.prefix, 'a*', letters",
        "auth.sessions.redis.pool-size, 0, integer",
        "auth.sessions.redis.timeout, 1h, duration",
        "auth.sessions.redis.connect-timeout, 1ms, duration",
        "auth.cookie.idle-timeout, 13h, auth.cookie.absolute-timeout"
    })
    void invalidSetting_refusesTheStart(String key, String value, String remedy) {
        Map<String, String> settings = new HashMap<>(Map.of(URL, "redis://localhost:1"));
        settings.put(key, value);
        assertRefused(key, remedy, settings);
    }

    @Test
    void longPrefix_refusesTheStart() {
        assertRefused(
                "auth.sessions.redis.prefix",
                "100",
                Map.of(URL, "redis://localhost:1", "auth.sessions.redis.prefix", "x".repeat(101)));
    }

    @Test
    void missingUrl_refusesTheStart() {
        assertEquals(
                URL,
                assertThrows(SettingException.class, () -> create(Map.of())).key());
    }

    @Test
    void plaintextToAnotherMachine_needsTheSetting() {
        Map<String, String> settings =
                Map.of(URL, "redis://192.0.2.1:6379", "auth.sessions.redis.allow-plaintext", "on");
        RedisConfig config = RedisConfig.of(TestContext.of(factory, settings).settings());
        assertEquals("192.0.2.1:6379", config.address().toString());
    }

    @Test
    void rejectedUser_refusesTheStartWithoutPassword(@TempDir Path folder) throws Exception {
        try (RedisServer redis = Redis.start(folder, "--requirepass", "geheim");
                LogLines log = new LogLines()) {
            redis.send("AUTH", "geheim");
            assertRefused(URL, "NOAUTH", Map.of(URL, redis.url()));
            assertRefused(URL, "WRONGPASS", Map.of(URL, redis.url(), PASSWORD, "geheim-2"));
            assertRefused(URL, "WRONGPASS", Map.of(URL, redis.url(), USER, "ann", PASSWORD, "geheim"));
            redis.send("ACL", "SETUSER", "ann", "on", ">geheim", "~other:*", "+@all");
            assertRefused(URL, "permissions", Map.of(URL, redis.url(), USER, "ann", PASSWORD, "geheim"));
            assertRefused(URL, "DB index", Map.of(URL, redis.url() + "/99", PASSWORD, "geheim"));
            Sessions sessions = create(Map.of(URL, redis.url() + "/3", PASSWORD, "geheim"));
            assertEquals("live", Nodes.code(sessions, Nodes.open(sessions, "demo")));
            redis.send("ACL", "SETUSER", "default", "resetpass", ">other");
            redis.send("CLIENT", "KILL", "TYPE", "normal");
            for (int i = 0; i < 6; i++) {
                assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            }
            assertEquals(Health.State.DOWN, sessions.health().state());
            assertTrue(log.text().contains("WRONGPASS"), log.text());
            assertFalse(log.text().contains("geheim"), log.text());
            assertFalse(sessions.health().detail().contains("geheim"));
            sessions.close();
        }
    }

    @Test
    void serverWithoutPassword_refusesTheStart(@TempDir Path folder) {
        try (RedisServer redis = Redis.start(folder)) {
            assertRefused(URL, "without any password", Map.of(URL, redis.url(), PASSWORD, "geheim"));
        }
        try (RedisServer redis = Redis.start(folder, "--rename-command", "AUTH", "")) {
            assertRefused(URL, "unknown command", Map.of(URL, redis.url(), PASSWORD, "geheim"));
        }
    }

    @Test
    void documentedPermissions_areSufficientAndNecessary(@TempDir Path folder) throws Exception {
        try (RedisServer redis = Redis.start(folder)) {
            Map<String, String> settings = Map.of(URL, redis.url(), USER, "ann", PASSWORD, "geheim");
            redis.send("ACL", "SETUSER", "ann", "on", ">geheim");
            redis.send("ACL", (Object[]) ("SETUSER ann " + PERMISSIONS).split(" "));
            Sessions sessions = create(settings);
            Sessions.Opened session = Nodes.open(sessions, "demo");
            assertEquals("live", Nodes.code(sessions, session));
            assertEquals(1, sessions.list("local", "demo").size());
            sessions.end(session.cookie().value());
            assertEquals(Health.State.UP, sessions.health().state());
            sessions.close();
            for (String permission : PERMISSIONS.split(" ")) {
                if (permission.startsWith("+") && !permission.equals("+info") && !permission.equals("+eval")) {
                    redis.send("ACL", "SETUSER", "ann", permission.replace('+', '-'));
                    SettingException refused = assertThrows(SettingException.class, () -> create(settings), permission);
                    assertEquals(URL, refused.key());
                    redis.send("ACL", "SETUSER", "ann", permission);
                }
            }
            redis.send("ACL", "SETUSER", "ann", "-info");
            create(settings).close();
        }
    }

    @Test
    void documentation_listsThePermissions() throws Exception {
        Path page = Path.of(System.getProperty("basedir"), "../../docs/sessions.md");
        assertTrue(Files.readString(page).contains(PERMISSIONS));
    }

    @Test
    void evictingServer_isReportedOnce(@TempDir Path folder) {
        try (RedisServer redis = Redis.start(folder, "--maxmemory-policy", "allkeys-lru");
                LogLines log = new LogLines()) {
            Sessions sessions = create(Map.of(URL, redis.url()));
            sessions.health();
            sessions.close();
            assertEquals(
                    1,
                    log.text()
                            .lines()
                            .filter(line -> line.contains("allkeys-lru") && line.contains("noeviction"))
                            .count(),
                    log.text());
            redis.send("CONFIG", "SET", "maxmemory-policy", "noeviction");
        }
    }

    @Test
    void noevictionServer_isNotReported(@TempDir Path folder) {
        try (RedisServer redis = Redis.start(folder);
                LogLines log = new LogLines()) {
            create(Map.of(URL, redis.url())).close();
            assertFalse(log.text().contains("noeviction"), log.text());
        }
    }

    @Test
    void secretOfACookie_isNotInRedis(@TempDir Path folder) throws Exception {
        try (RedisServer redis = Redis.start(folder, "--appendonly", "yes", "--appendfsync", "always")) {
            Sessions sessions = create(Map.of(URL, redis.url()));
            Sessions.Opened session = Nodes.open(sessions, "demo");
            sessions.find(session.cookie().value());
            sessions.close();
            String content = Files.readString(folder.resolve("appendonly.aof"), StandardCharsets.ISO_8859_1);
            assertTrue(content.contains(session.record().id().digest()));
            assertFalse(content.contains(session.cookie().value()));
        }
    }
}
