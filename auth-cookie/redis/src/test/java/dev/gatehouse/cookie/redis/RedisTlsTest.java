package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.cookie.testkit.SentinelProcess;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** A Redis that accepts only TLS connections, with a certificate for the name localhost that the JDK does not trust. */
class RedisTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    private RedisServer redis;

    /** Creates an authority, a key, and two certificates for the key, one of them expired. */
    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("ca.p12", "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
        keytool("redis.p12", "-genkeypair", "-alias", "redis", "-keyalg", "EC", "-dname", "CN=localhost");
        keytool("redis.p12", "-certreq", "-alias", "redis", "-file", file("request"));
        keytool("ca.p12", "-exportcert", "-rfc", "-alias", "ca", "-file", file("ca.pem"));
        certify("good.pem", "-validity", "2");
        certify("expired.pem", "-startdate", "-3d", "-validity", "1");
        KeyStore store = KeyStore.getInstance(keys.resolve("redis.p12").toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey("redis", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                keys.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static void certify(String name, String... validity) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "ca", "-ext", "san=dns:localhost"));
        arguments.addAll(List.of("-infile", file("request"), "-outfile", file(name)));
        arguments.addAll(List.of(validity));
        keytool("ca.p12", arguments.toArray(new String[0]));
    }

    private static void keytool(String store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file(store), "-storepass", PASSWORD));
        Path output = keys.resolve("keytool.out");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = keytool.waitFor();
        assertEquals(0, status, Files.readString(output));
    }

    private static String file(String name) {
        return keys.resolve(name).toString();
    }

    private void start(String certificate) {
        redis = Redis.start(
                folder,
                "--port",
                "0",
                "--tls-port",
                "PORT",
                "--tls-key-file",
                file("key.pem"),
                "--tls-cert-file",
                file(certificate),
                "--tls-ca-cert-file",
                file(certificate),
                "--tls-auth-clients",
                "no");
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    /** A flaw of the certificate, as the client sees it. */
    private enum Flaw {
        UNKNOWN_AUTHORITY,
        OTHER_NAME,
        EXPIRED
    }

    private RedisSessionsFactory trusting() {
        return new RedisSessionsFactory(() -> SslOptions.builder()
                .sslVerifyMode(SslVerifyMode.FULL)
                .truststore(keys.resolve("ca.p12").toFile(), PASSWORD.toCharArray())
                .build());
    }

    private RedisSessionsFactory startWith(Flaw flaw) {
        start(flaw == Flaw.EXPIRED ? "expired.pem" : "good.pem");
        return flaw == Flaw.UNKNOWN_AUTHORITY ? new RedisSessionsFactory() : trusting();
    }

    private static String host(Flaw flaw) {
        return flaw == Flaw.OTHER_NAME ? "127.0.0.1" : "localhost";
    }

    private static Sessions create(RedisSessionsFactory factory, String scheme, String host, int port) {
        return factory.create(TestContext.of(
                factory,
                Map.of(
                        "auth.sessions.redis.url",
                        scheme + "://" + host + ":" + port,
                        "auth.sessions.redis.connect-timeout",
                        "5s",
                        "auth.sessions.redis.timeout",
                        "10s")));
    }

    @Test
    void trustedCertificate_isAccepted() throws Exception {
        start("good.pem");
        Sessions sessions = create(trusting(), "rediss", "localhost", redis.port());
        assertEquals("live", Nodes.code(sessions, Nodes.open(sessions, "demo")));
        assertEquals(Health.State.UP, sessions.health().state());
        sessions.close();
    }

    @ParameterizedTest
    @EnumSource
    void untrustedCertificate_refusesTheStart(Flaw flaw) {
        RedisSessionsFactory factory = startWith(flaw);
        assertRefused(() -> create(factory, "rediss", host(flaw), redis.port()));
    }

    @Test
    void untrustedCertificateOfASlowServer_refusesTheStart() throws Exception {
        start("good.pem");
        RedisSessionsFactory factory = new RedisSessionsFactory();
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try (CuttableProxy proxy = new CuttableProxy(redis.port())) {
            proxy.stall(true);
            Map<String, String> settings = Map.of(
                    "auth.sessions.redis.url",
                    "rediss://localhost:" + proxy.port(),
                    "auth.sessions.redis.connect-timeout",
                    "100ms",
                    "auth.sessions.redis.timeout",
                    "100ms");
            Future<Sessions> starting = starter.submit(() -> factory.create(TestContext.of(factory, settings)));
            proxy.awaitBytes();
            // Longer than a request would wait; a longer pause makes no difference.
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            proxy.stall(false);
            assertRefused(() -> {
                try {
                    starting.get().close();
                } catch (ExecutionException failure) {
                    throw failure.getCause();
                }
            });
        } finally {
            starter.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void untrustedCertificateAfterTheStart_isReported(Flaw flaw) throws Exception {
        RedisSessionsFactory factory = startWith(flaw);
        try (CuttableProxy proxy = new CuttableProxy(redis.port());
                LogLines log = new LogLines()) {
            proxy.cut();
            Sessions sessions = create(factory, "rediss", host(flaw), proxy.port());
            assertFalse(log.text().contains("certificate"), log.text());
            proxy.restore();
            for (int i = 0; i < 3; i++) {
                assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            }
            Health health = sessions.health();
            assertEquals(Health.State.DOWN, health.state());
            assertTrue(health.detail().contains("certificate is not trusted"), health.detail());
            assertEquals(
                    1,
                    log.text()
                            .lines()
                            .filter(line -> line.contains("is not used"))
                            .count(),
                    log.text());
            assertTrue(log.text().contains("trust store of the JVM"), log.text());
            sessions.close();
        }
    }

    private static void assertRefused(Executable start) {
        SettingException refused = assertThrows(SettingException.class, start);
        assertTrue(String.valueOf(refused.getMessage()).contains("certificate"), refused.getMessage());
    }

    @Test
    void plaintextToATlsPort_isDown() {
        start("good.pem");
        Sessions sessions = create(new RedisSessionsFactory(), "redis", "localhost", redis.port());
        assertEquals(Health.State.DOWN, sessions.health().state());
        sessions.close();
    }

    private SentinelProcess sentinel() {
        return SentinelProcess.start(
                folder.resolve("sentinel"),
                "localhost " + redis.port(),
                1,
                "tls-port TLS_PORT",
                "tls-replication yes",
                "tls-auth-clients no",
                "tls-key-file " + file("key.pem"),
                "tls-cert-file " + file("good.pem"),
                "tls-ca-cert-file " + file("ca.pem"),
                "sentinel resolve-hostnames yes",
                "sentinel announce-hostnames yes");
    }

    private static Sessions createBySentinel(RedisSessionsFactory factory, String host, SentinelProcess sentinel) {
        Map<String, String> settings = Map.of(
                "auth.sessions.redis.sentinels",
                host + ":" + sentinel.tlsPort(),
                "auth.sessions.redis.sentinel-master",
                "sessions",
                "auth.sessions.redis.wait-for-replicas",
                "0",
                "auth.sessions.redis.connect-timeout",
                "5s",
                "auth.sessions.redis.timeout",
                "10s");
        return factory.create(TestContext.of(factory, settings));
    }

    @Test
    void trustedSentinelAndMaster_areUsed() throws Exception {
        start("good.pem");
        try (SentinelProcess sentinel = sentinel()) {
            Sessions sessions = createBySentinel(trusting(), "localhost", sentinel);
            assertEquals("live", Nodes.code(sessions, Nodes.open(sessions, "demo")));
            sessions.close();
        }
    }

    @Test
    void untrustedSentinel_refusesTheStart() {
        start("good.pem");
        try (SentinelProcess sentinel = sentinel()) {
            assertRefused(() -> createBySentinel(new RedisSessionsFactory(), "localhost", sentinel));
            assertRefused(() -> createBySentinel(trusting(), "127.0.0.1", sentinel));
        }
    }

    @Test
    void untrustedMasterOfATrustedSentinel_refusesTheStart() {
        start("expired.pem");
        try (SentinelProcess sentinel = sentinel()) {
            assertRefused(() -> createBySentinel(trusting(), "localhost", sentinel));
        }
    }
}
