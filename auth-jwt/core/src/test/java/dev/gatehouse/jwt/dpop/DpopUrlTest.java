package dev.gatehouse.jwt.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/a, https://api.example.com/a",
        "HTTPS://API.Example.COM/a, https://api.example.com/a",
        "https://api.example.com:443/a, https://api.example.com/a",
        "http://api.example.com:80/a, http://api.example.com/a",
        "https://api.example.com:/a, https://api.example.com/a",
        "http://api.example.com:443/a, http://api.example.com:443/a",
        "https://api.example.com:8443/a, https://api.example.com:8443/a",
        "https://api.example.com, https://api.example.com/",
        "https://api.example.com?q=1, https://api.example.com/",
        "https://api.example.com/a?q=/b#c, https://api.example.com/a",
        "https://api.example.com/a#c?d, https://api.example.com/a",
        "https://api.example.com/A, https://api.example.com/A",
        "https://api.example.com/%7euser, https://api.example.com/~user",
        "https://api.example.com/%41%2d%5F, https://api.example.com/A-_",
        "https://api.example.com/a%2fb, https://api.example.com/a%2Fb",
        "https://api.example.com/%c3%bc, https://api.example.com/%C3%BC",
        "https://[2001:DB8::1]:443/a, https://[2001:db8::1]/a",
        "https://api.example.com/a/, https://api.example.com/a/",
        "https://api.example.com/a/../b, https://api.example.com/a/../b",
    })
    void url_hasOneSpelling(String url, String normal) {
        assertEquals(normal, DpopUrl.normal(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "//api.example.com/a",
                "ftp://api.example.com/a",
                "https:/api.example.com/a",
                "https://",
                "https:///a",
                "https://:443/a",
                "https://user@api.example.com/a",
                "https://api.example.com\\@evil.example/a",
                "https://api.example.com/a b",
                "https://api.example.com/\u00fc",
                "https://api.\u0435xample.com/a",
                "https://api.example.com/%",
                "https://api.example.com/%2",
                "https://api.example.com/%zz",
                "https://api.example.com/%\uff12\uff11",
                "https://api.example.com/a\\b",
                " https://api.example.com/a",
            })
    void otherUrls_haveNoNormalForm(String url) {
        assertNull(DpopUrl.normal(url));
    }

    @Test
    void unreadableUrls_areNeverTheSame() {
        assertFalse(DpopUrl.same("/a", "/a"));
        assertFalse(DpopUrl.same("https://api.example.com/a", "https://api.example.com/a/"));
        assertFalse(DpopUrl.same("https://api.example.com/a", "http://api.example.com/a"));
    }
}
