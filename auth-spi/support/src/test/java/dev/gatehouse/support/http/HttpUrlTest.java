package dev.gatehouse.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example",
        "https://a.example:8443/jwks.json, https://a.example:8443/jwks.json",
        "http://key_server:8080/jwks.json, http://key_server:8080/jwks.json",
        "http://[::1]:8080/keys, http://[::1]:8080/keys",
        "https://user:secret@a.example:8443/keys?token=secret#secret, https://a.example:8443/keys"
    })
    void shownUrl_hasNeitherUserNorQuery(String url, String shown) {
        assertEquals(shown, HttpUrl.shown(URI.create(url)));
    }

    @Test
    void shownUrl_isTruncatedAndPrintable() {
        assertEquals("https://a.example/a?b", HttpUrl.shown(URI.create("https://a.example/a\u202eb")));
        assertEquals(
                150,
                HttpUrl.shown(URI.create("https://a.example/" + "x".repeat(500)))
                        .length());
    }
}
