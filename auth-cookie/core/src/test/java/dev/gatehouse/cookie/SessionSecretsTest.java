package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretsTest {

    private final SessionSecrets secrets = new SessionSecrets();

    @Test
    void secrets_are256BitsAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String secret = secrets.next();
            assertEquals(32, Base64.getUrlDecoder().decode(secret).length);
            assertTrue(seen.add(secret));
        }
    }

    @Test
    void id_isTheSha256OfTheCookiesValue() throws Exception {
        String secret = secrets.next();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes("US-ASCII"));
        String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        assertEquals(expected, secrets.id(secret).orElseThrow().digest());
        assertEquals(expected, secrets.id(secret).orElseThrow().digest());
        assertNotEquals(secret, expected);
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
    void valueOfAnotherForm_hasNoId(String value) {
        assertEquals(Optional.empty(), secrets.id(value));
    }
}
