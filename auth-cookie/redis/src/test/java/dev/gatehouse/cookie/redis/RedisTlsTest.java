package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.Nodes;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** A Redis that takes encrypted connections alone, with a certificate that the JDK does not know, for the name localhost. */
class RedisTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path key =
                pem("PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        Path certificate = pem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
        redis = Redis.start(
                folder,
                "--port",
                "0",
                "--tls-port",
                "PORT",
                "--tls-key-file",
                key.toString(),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no");
    }

    private Path pem(String type, byte[] content) throws IOException {
        String text = "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
        return Files.writeString(folder.resolve(type.replace(' ', '-') + ".pem"), text);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private Sessions create(RedisSessionsFactory factory, String scheme, String host) {
        return factory.create(
                TestContext.of(factory, Map.of("auth.sessions.redis.url", scheme + "://" + host + ":" + redis.port())));
    }

    private RedisSessionsFactory trusting() {
        return new RedisSessionsFactory(() -> SslOptions.builder()
                .sslVerifyMode(SslVerifyMode.FULL)
                .truststore(folder.resolve("store.p12").toFile(), PASSWORD.toCharArray())
                .build());
    }

    @Test
    void serverWithATrustedCertificate_isUsed() throws Exception {
        Sessions sessions = create(trusting(), "rediss", "localhost");
        assertEquals("live", Nodes.code(sessions, Nodes.open(sessions, "demo")));
        assertEquals(Health.State.UP, sessions.health().state());
        sessions.close();
    }

    @Test
    void serverWithAnotherName_refusesTheStart() {
        assertRefused(trusting(), "127.0.0.1");
    }

    @Test
    void serverThatNobodyVouchesFor_refusesTheStart() {
        assertRefused(new RedisSessionsFactory(), "localhost");
    }

    private void assertRefused(RedisSessionsFactory factory, String host) {
        SettingException refused = assertThrows(SettingException.class, () -> create(factory, "rediss", host));
        assertTrue(String.valueOf(refused.getMessage()).contains("certificate"), refused.getMessage());
    }

    @Test
    void plainTextToAnEncryptedPort_isNoStore() {
        Sessions sessions = create(new RedisSessionsFactory(), "redis", "localhost");
        assertEquals(Health.State.DOWN, sessions.health().state());
        sessions.close();
    }
}
