package dev.gatehouse.jwt.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    @ParameterizedTest
    @CsvSource({
        "an-opaque-token, opaque",
        "a, opaque",
        "ya29.a0AfB_byC, opaque",
        "v4.public.payload, opaque",
        "a.b.c.d.e, opaque",
        "eyJhbGciOiJkaXIifQ..iv.text.tag, opaque",
        "abc+/~def==, opaque",
        "eyJhbGciOiJSUzI1NiJ9.e30, opaque",
        "eyJhbGciOiJSUzI1NiJ9.e30.c2ln, signed",
        "eyJ.., signed",
        "ewo.a.b, signed",
        "IHsi.a.b, signed",
        "Cgkgew.a.b, signed",
        "IA.a.b, opaque",
        "e.a.b, opaque",
        ".a.b, opaque",
        "e+J.a.b, opaque",
        "W10.a.b, opaque",
        "'', none",
        "==, none",
        "a=b, none",
        "a b, none",
        "'a,b', none",
        "a\"b, none",
        "ü, none"
    })
    void shapes_areToldApart(String text, String shape) {
        assertEquals(!shape.equals("none"), TokenFormat.isToken(text, 0), "token");
        assertEquals(shape.equals("opaque"), TokenFormat.isOpaque(text, 0), "opaque");
        assertEquals(
                shape, TokenFormat.isOpaque(text, 0) ? "opaque" : TokenFormat.isToken(text, 0) ? "signed" : "none");
        assertEquals(TokenFormat.isOpaque(text, 0), TokenFormat.isOpaque("Bearer " + text, 7), "behind the scheme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r\n\t", "      "})
    void everyJsonHeader_isSigned(String blanks) {
        String token = TestToken.of(KEY)
                .algorithm("ES256")
                .header(blanks + TestToken.header("ES256", "a"))
                .compact();
        assertFalse(TokenFormat.isOpaque(token, 0));
        assertTrue(TokenFormat.isSigned("Bearer " + token, 7));
    }

    @ParameterizedTest
    @CsvSource({"16384, true", "16385, false"})
    void longTokens_areRefused(int length, boolean token) {
        assertEquals(token, TokenFormat.isToken("a".repeat(length), 0));
    }

    @Test
    void otherCharacters_areRefused() {
        int tokens = 0;
        for (char c = 0; c < 0x250; c++) {
            tokens += TokenFormat.isToken("a" + c + "a", 0) ? 1 : 0;
        }
        assertEquals(26 + 26 + 10 + 6, tokens);
    }
}
