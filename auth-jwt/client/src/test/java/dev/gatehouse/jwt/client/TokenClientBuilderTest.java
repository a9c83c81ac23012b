package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClientBuilderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/oauth/token",
                "https://login.example.com:8443/token?tenant=a",
                "http://localhost:1/token",
                "http://LOCALHOST/token",
                "http://127.0.0.1:18080/token",
                "http://127.255.0.9/token",
                "http://[::1]:1/token"
            })
    void endpointThatASecretMayGoTo_isTaken(String url) {
        assertDoesNotThrow(() -> complete().tokenEndpoint(url).build().close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com/token",
                "http://localhost.example.com/token",
                "http://127.0.0.1.example.com/token",
                "http://127.1/token",
                "http://1270.0.0.1/token",
                "http://0.0.0.0/token",
                "http://10.0.0.1/token",
                "http://[::2]/token",
                "http://user:password@localhost/token",
                "https://user@login.example.com/token",
                "https://login.example.com/token#a",
                "ftp://localhost/token",
                "file:///token",
                "/token",
                "login.example.com",
                "https:///token",
                "https://",
                "",
                " ",
                "https://a b/"
            })
    void endpointThatNoSecretMayGoTo_isRefused(String url) {
        assertThrows(
                IllegalArgumentException.class,
                () -> complete().tokenEndpoint(url).build());
        assertThrows(
                IllegalArgumentException.class, () -> complete().issuer(url).build());
    }

    @Test
    void plainHttp_canBeAllowedForOtherMachines() {
        TokenClientBuilder builder = complete().tokenEndpoint("http://keycloak:8080/token");

        assertThrows(IllegalArgumentException.class, builder::build);
        assertDoesNotThrow(() -> builder.allowPlainHttp().build().close());
    }

    @Test
    void missingParts_areMissed() {
        String url = "https://login.example.com/token";
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenClient.builder().clientSecret("s").tokenEndpoint(url).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenClient.builder()
                        .clientId(" ")
                        .clientSecret("s")
                        .tokenEndpoint(url)
                        .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenClient.builder().clientId("c").tokenEndpoint(url).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenClient.builder().clientId("c").clientSecret("s").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\n", "\u0000", "a\tb"})
    void secretThatIsNone_isRefused(String secret) {
        assertThrows(IllegalArgumentException.class, () -> TokenClient.builder().clientSecret(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\"b", "a\\b", "a\nb", "\u00fc"})
    void scopeThatIsNone_isRefused(String scope) {
        assertThrows(
                IllegalArgumentException.class, () -> complete().scope(scope).build());
    }

    @Test
    void timesOutOfRange_areRefused() {
        for (Duration time : new Duration[] {
            Duration.ZERO, Duration.ofMillis(-1), Duration.ofMinutes(5).plusMillis(1)
        }) {
            assertThrows(IllegalArgumentException.class, () -> complete().connectTimeout(time));
            assertThrows(IllegalArgumentException.class, () -> complete().requestTimeout(time));
            assertThrows(IllegalArgumentException.class, () -> complete().deadline(time));
        }
        assertThrows(IllegalArgumentException.class, () -> complete().maxAttempts(0));
        assertThrows(IllegalArgumentException.class, () -> complete().maxAttempts(11));
    }

    @Test
    void description_namesClientServerAndTarget() {
        try (TokenClient tokens = complete()
                .tokenEndpoint("https://login.example.com/token?secret=canary")
                .audience("api")
                .scope("a b")
                .build()) {
            assertEquals(
                    "TokenClient[client c, client_secret_post to https://login.example.com/token,"
                            + " audience api, scope a b]",
                    tokens.toString());
        }
    }

    private static TokenClientBuilder complete() {
        return TokenClient.builder().clientId("c").clientSecret("s").tokenEndpoint("https://login.example.com/token");
    }
}
