package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HttpTokensTest {

    @Test
    void schemeBeforeABlank_isTheFirstWord() {
        for (String value : List.of("Bearer x", "  Bearer x", "Bearer", "Bearer\tx", "Bearer  x y")) {
            assertEquals("Bearer", HttpTokens.scheme(value), value);
        }
        assertEquals("AWS4-HMAC-SHA256", HttpTokens.scheme("AWS4-HMAC-SHA256 Credential=x"));
    }

    @Test
    void credentialWithoutABlank_isNoPartOfTheScheme() {
        for (char between : "=:,;\"/\\()<>@?{}[]\u00a0\u00ff\u0141".toCharArray()) {
            assertEquals("Bearer", HttpTokens.scheme("Bearer" + between + "secret"), () -> "between: " + between);
        }
    }

    @Test
    void valueWithoutAScheme_hasAnEmptyOne() {
        for (String value : List.of("", " ", "=x", "\"Bearer\" x", ", Bearer x")) {
            assertEquals("", HttpTokens.scheme(value), value);
        }
    }
}
