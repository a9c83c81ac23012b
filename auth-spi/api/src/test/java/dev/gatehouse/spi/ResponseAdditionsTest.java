package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseAdditionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"DPoP-Nonce", "dpop-nonce", "Authentication-Info", "Clear-Site-Data"})
    void allowedHeader_isKept(String name) {
        assertEquals(Map.of(name, "x"), ResponseAdditions.none().with(name, "x").headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Set-Cookie",
                "Location",
                "WWW-Authenticate",
                "Content-Type",
                "Content-Length",
                "Cache-Control",
                "Access-Control-Allow-Origin",
                "X-Anything",
                "DPoP-Nonce ",
                "DPoP-Nonce\r\nLocation",
                "Strict-Transport-Security"
            })
    void otherHeader_isRefused(String name) {
        ResponseAdditions none = ResponseAdditions.none();
        assertThrows(IllegalArgumentException.class, () -> none.with(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nLocation: x", "a\n", "\0", "\u00fc"})
    void valueThatIsNoHeaderValue_isRefused(String value) {
        ResponseAdditions none = ResponseAdditions.none();
        assertThrows(IllegalArgumentException.class, () -> none.with("DPoP-Nonce", value));
    }

    @Test
    void sameHeaderInAnotherCase_isReplaced() {
        ResponseAdditions additions =
                ResponseAdditions.none().with("DPoP-Nonce", "a").with("dpop-nonce", "b");
        assertEquals(Map.of("dpop-nonce", "b"), additions.headers());
    }

    @Test
    void cookies_keepTheirOrderAndTheOriginalItsOwn() {
        SetCookie first = SetCookie.session("A", "1");
        SetCookie second = SetCookie.session("B", "2");
        ResponseAdditions one = ResponseAdditions.of(first);
        ResponseAdditions two = one.with(second);
        assertEquals(List.of(first), one.cookies());
        assertEquals(List.of(first, second), two.cookies());
        assertThrows(UnsupportedOperationException.class, () -> two.cookies().clear());
    }

    @Test
    void emptiness_countsCookiesAndHeaders() {
        assertTrue(ResponseAdditions.none().isEmpty());
        assertFalse(ResponseAdditions.of(SetCookie.session("A", "1")).isEmpty());
        assertFalse(ResponseAdditions.none().with("DPoP-Nonce", "n").isEmpty());
    }

    @Test
    void toString_showsNamesOnly() {
        String text = ResponseAdditions.of(SetCookie.session("A", "s3cr3tcookie"))
                .with("DPoP-Nonce", "s3cr3tnonce")
                .toString();
        assertTrue(text.contains("A") && text.contains("DPoP-Nonce"), text);
        assertFalse(text.contains("s3cr3t"), text);
    }
}
