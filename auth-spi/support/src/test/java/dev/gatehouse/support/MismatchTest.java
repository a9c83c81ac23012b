package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MismatchTest {

    @Test
    void valuesOfEveryKind_areShown() {
        assertEquals("aud is absent; expected \"b\"", Mismatch.of("aud", null, List.of("b")));
        assertEquals(
                "aud is an empty list; expected one of \"a\", \"b\"", Mismatch.of("aud", List.of(), List.of("b", "a")));
        assertEquals("12", Mismatch.shown(12));
        assertEquals("true", Mismatch.shown(true));
        assertEquals("a JSON object", Mismatch.shown(Map.of("a", "b")));
        assertEquals("\"a\", a list, absent", Mismatch.shown(Arrays.asList("a", List.of("b"), null)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://jane:secret@host/x, https://***@host/x",
        "https://jane:secret@host@other/x, https://***@other/x",
        "https://secret@host, https://***@host",
        "jane:secret@host, ***@host",
        "https://host/x?code=secret, https://host/x?***",
        "https://host/x#secret, https://host/x#***",
        "eyJhbGciOiJub25lIn0.e30.secret, ***",
        "prefix eyJhbGciOiJub25lIn0.e30.secret, ***",
        "Bearer secret, ***",
        "basic c2VjcmV0, ***",
        "api@example.com, api@example.com",
        "urn:example:api, urn:example:api"
    })
    void credentials_areMasked(String came, String shown) {
        assertEquals(shown, Mismatch.masked(came));
    }

    @Test
    void credentialBehindALongUser_isMaskedToo() {
        assertFalse(
                Mismatch.masked("https://" + "x".repeat(2_000) + ":secret@host").contains("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u202eb", "a\u0000b", "a\u2028b", "a\u200bb"})
    void unprintableCharacters_areReplaced(String came) {
        assertEquals("a?b", Mismatch.masked(came));
    }

    @Test
    void quote_cannotEndTheValue() {
        assertEquals("\"a'; expected 'b\"", Mismatch.shown("a\"; expected \"b"));
    }

    @Test
    void longValue_isCut() {
        assertEquals("x".repeat(80) + "...", Mismatch.masked("x".repeat(5_000)));
    }
}
