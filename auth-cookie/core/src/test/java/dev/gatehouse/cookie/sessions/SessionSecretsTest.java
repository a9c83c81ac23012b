package dev.gatehouse.cookie.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretsTest {

    private final SessionSecrets secrets = new SessionSecrets();

    @Test
    void secrets_are256RandomBits() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String secret = secrets.next();
            assertEquals(32, Base64.getUrlDecoder().decode(secret).length);
            assertTrue(seen.add(secret));
        }
    }

    @Test
    void id_isTheSha256OfTheCookie() throws Exception {
        String secret = secrets.next();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        assertEquals(expected, Objects.requireNonNull(secrets.id(secret)).digest());
        assertEquals(expected, Objects.requireNonNull(secrets.id(secret)).digest());
        assertNotEquals(secret, expected);
    }

    @Test
    void concurrentIds_areNotConfused() throws Exception {
        String bad = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=";
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String secret = secrets.next();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            SessionId expected =
                    new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
            calls.add(() -> {
                boolean all = true;
                for (int round = 0; round < 200; round++) {
                    all &= expected.equals(secrets.id(secret)) && secrets.id(bad) == null;
                }
                return all;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<Boolean> all : threads.invokeAll(calls)) {
            assertTrue(all.get());
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0123456789ABCDEF0123456789ABCDEF",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00e9",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u0000",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void malformedValue_hasNoId(String value) {
        assertNull(secrets.id(value));
    }
}
