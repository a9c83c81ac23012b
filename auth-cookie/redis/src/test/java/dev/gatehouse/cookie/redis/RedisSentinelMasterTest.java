package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.cookie.testkit.SentinelProcess;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server is taken for the master, when sentinels disagree, err or lie. The servers are real. */
class RedisSentinelMasterTest {

    private static final String MASTER = "auth.sessions.redis.sentinel-master";
    private static final String SENTINELS = "auth.sessions.redis.sentinels";

    @TempDir
    private Path folder;

    private RedisServer redis;
    private final List<FakeSentinel> sentinels = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        redis = Redis.start(Files.createDirectory(folder.resolve("redis")));
        for (int i = 0; i < 3; i++) {
            sentinels.add(new FakeSentinel("127.0.0.1", redis.port()));
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (FakeSentinel sentinel : sentinels) {
            sentinel.close();
        }
        redis.close();
    }

    private Nodes nodes() {
        return SentinelNodes.of(sentinels.stream().map(FakeSentinel::address).collect(Collectors.joining(",")))
                .with("auth.sessions.redis.wait-for-replicas", "0");
    }

    private String refusal() {
        SettingException refused;
        try (Nodes nodes = nodes()) {
            refused = assertThrows(SettingException.class, nodes::start);
        }
        assertEquals(SENTINELS, refused.key());
        return String.valueOf(refused.getMessage());
    }

    private void assertUnavailable(String why) {
        try (Nodes nodes = nodes()) {
            Sessions sessions = nodes.start();
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            Health health = sessions.health();
            assertEquals(Health.State.DOWN, health.state());
            assertTrue(health.detail().contains(why), health.detail());
        }
    }

    @Test
    void replicaNamedAsMaster_isNotRead() throws Exception {
        Sessions.Opened session;
        try (Nodes nodes = nodes()) {
            Sessions sessions = nodes.startUp();
            session = Nodes.open(sessions, "demo");
            assertEquals("live", nodes.fresh(sessions, session));
        }
        redis.send("REPLICAOF", "127.0.0.1", "1");
        assertUnavailable("which is a replica");
        try (Nodes nodes = nodes()) {
            assertEquals("unavailable", nodes.fresh(nodes.start(), session));
        }
    }

    @Test
    void onePointsElsewhere_isOutvoted() throws Exception {
        try (RedisServer other = Redis.start(Files.createDirectory(folder.resolve("other")));
                Nodes nodes = nodes()) {
            sentinels.get(0).names("127.0.0.1", other.port());
            Sessions sessions = nodes.startUp();
            Nodes.open(sessions, "demo");
            assertEquals(0L, other.send("DBSIZE"));
            assertTrue((Long) redis.send("DBSIZE") > 0);
        }
    }

    @Test
    void noMajority_isUnavailable() throws Exception {
        try (RedisServer other = Redis.start(Files.createDirectory(folder.resolve("other")))) {
            sentinels.get(0).names("127.0.0.1", other.port());
            sentinels.get(1).knowsNothing();
            assertUnavailable("different masters");
        }
    }

    @Test
    void majorityLostLater_lastKnownMasterIsUsed() throws Exception {
        try (RedisServer other = Redis.start(Files.createDirectory(folder.resolve("other")));
                Nodes nodes = nodes()) {
            Sessions sessions = nodes.startUp();
            sentinels.get(0).names("127.0.0.1", other.port());
            sentinels.get(1).close();
            sentinels.get(2).knowsNothing();
            Sessions.Opened session = Nodes.open(sessions, "demo");
            assertEquals("live", nodes.fresh(sessions, session));
        }
    }

    @Test
    void masterMoved_openConnectionsAreNotUsedAgain() throws Exception {
        try (RedisServer other = Redis.start(Files.createDirectory(folder.resolve("other")));
                Nodes nodes = nodes()) {
            Sessions sessions = nodes.startUp();
            Sessions.Opened session = Nodes.open(sessions, "demo");
            assertEquals("live", nodes.fresh(sessions, session));
            // The former master still answers, as one does that is cut off from the sentinels.
            sentinels.forEach(sentinel -> sentinel.names("127.0.0.1", other.port()));
            SentinelProcess.await(
                    "the new master is asked",
                    () -> nodes.fresh(sessions, session).equals("session.unknown"));
            assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
            assertTrue((Long) other.send("DBSIZE") > 0);
        }
    }

    @Test
    void unknownName_refusesTheStart() {
        sentinels.forEach(FakeSentinel::knowsNothing);
        assertTrue(refusal().contains("no sentinel knows the master sessions"), refusal());
    }

    @Test
    void errorReply_refusesTheStartWithoutPassword() {
        sentinels.forEach(sentinel ->
                sentinel.refuses("ERR unknown command `AUTH`, with args beginning with: `geheim`, `sessions`"));
        try (LogLines log = new LogLines()) {
            assertTrue(refusal().contains("answers ERR unknown command"), refusal());
            assertFalse(refusal().contains("geheim"), refusal());
            assertFalse(log.text().contains("geheim"), log.text());
        }
    }

    @Test
    void serverThatIsNoSentinel_refusesTheStart() {
        try (Nodes nodes = SentinelNodes.of("127.0.0.1:" + redis.port())) {
            SettingException refused = assertThrows(SettingException.class, nodes::start);
            assertEquals(SENTINELS, refused.key());
            assertTrue(String.valueOf(refused.getMessage()).contains("unknown command"), refused.getMessage());
        }
    }

    @Test
    void masterOnAnotherMachineInPlaintext_refusesTheStart() {
        sentinels.forEach(sentinel -> sentinel.names("192.0.2.1", 6379));
        assertTrue(refusal().contains("would not be encrypted"), refusal());
        assertTrue(refusal().contains("auth.sessions.redis.sentinel-tls"), refusal());
    }

    @Test
    void passwordOfSentinels_isSentToThemAlone() throws Exception {
        redis.send("CONFIG", "SET", "requirepass", "of-redis");
        try (SentinelProcess sentinel = SentinelProcess.start(
                        folder.resolve("sentinel"),
                        redis.port(),
                        1,
                        "sentinel auth-pass sessions of-redis",
                        "requirepass of-sentinel");
                LogLines log = new LogLines();
                Nodes nodes = SentinelNodes.of(sentinel.address())
                        .with("auth.sessions.redis.wait-for-replicas", "0")
                        .with("auth.sessions.redis.password", "of-redis")) {
            SettingException none = assertThrows(SettingException.class, nodes::start);
            assertTrue(String.valueOf(none.getMessage()).contains("NOAUTH"), none.getMessage());
            nodes.with("auth.sessions.redis.sentinel-password", "of-redis");
            SettingException wrong = assertThrows(SettingException.class, nodes::start);
            assertTrue(String.valueOf(wrong.getMessage()).contains("WRONGPASS"), wrong.getMessage());
            nodes.with("auth.sessions.redis.sentinel-password", "of-sentinel");
            Sessions sessions = nodes.startUp();
            assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
            assertFalse(log.text().contains("of-"), log.text());
        }
    }

    @Test
    void documentedPermissions_areSufficientAndNecessary() throws Exception {
        Path page = Path.of(System.getProperty("basedir"), "../../docs/sessions.md");
        assertTrue(Files.readString(page).contains("`+role` and `+wait`"));
        redis.send("ACL", "SETUSER", "ann", "on", ">geheim");
        redis.send(
                "ACL", (Object[]) ("SETUSER ann " + RedisSessionsFactoryTest.PERMISSIONS + " +role +wait").split(" "));
        try (Nodes nodes = nodes().with("auth.sessions.redis.wait-for-replicas", "1")
                .with("auth.sessions.redis.user", "ann")
                .with("auth.sessions.redis.password", "geheim")) {
            nodes.startUp();
            for (String command : List.of("role", "wait")) {
                redis.send("ACL", "SETUSER", "ann", "-" + command);
                SettingException refused = assertThrows(SettingException.class, nodes::start, command);
                assertTrue(String.valueOf(refused.getMessage()).contains("'" + command + "'"), refused.getMessage());
                redis.send("ACL", "SETUSER", "ann", "+" + command);
            }
        }
    }

    @Test
    void userOfSentinels_needsOneCommand() throws Exception {
        try (SentinelProcess sentinel = SentinelProcess.start(
                        folder.resolve("sentinel"),
                        redis.port(),
                        1,
                        "user ann on >geheim -@all +sentinel|get-master-addr-by-name");
                Nodes nodes = SentinelNodes.of(sentinel.address())
                        .with("auth.sessions.redis.wait-for-replicas", "0")
                        .with("auth.sessions.redis.sentinel-user", "ann")
                        .with("auth.sessions.redis.sentinel-password", "geheim")) {
            Sessions sessions = nodes.startUp();
            assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
        }
    }

    @Test
    void otherMasterName_refusesTheStart() {
        try (SentinelProcess sentinel = SentinelProcess.start(folder.resolve("sentinel"), redis.port(), 1);
                Nodes nodes = SentinelNodes.of(sentinel.address()).with(MASTER, "mymaster")) {
            SettingException refused = assertThrows(SettingException.class, nodes::start);
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("no sentinel knows the master mymaster"),
                    refused.getMessage());
        }
    }
}
