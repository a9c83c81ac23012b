package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "token.expired",
                "token.not-yet-valid",
                "login.too-many",
                "jwt.rs256.key-2",
                "credential.two-kinds"
            })
    void wordsJoinedByDots_areACode(String code) {
        assertEquals(code, Reason.of(code).code());
        assertEquals("", Reason.of(code).detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "abc",
                "token",
                "Token.expired",
                "token.",
                ".token",
                "token..expired",
                "token.-a",
                "token-.a",
                "token.a-",
                "token.a_",
                "login.too_many",
                "token expired.a",
                "token.\u00fc",
                "token.a\n",
                "token/a.b"
            })
    void otherForm_isRefused(String code) {
        assertThrows(IllegalArgumentException.class, () -> Reason.of(code));
    }

    @Test
    void codeLength_is64AtMost() {
        String longest = "a." + "b".repeat(62);
        assertEquals(longest, Reason.of(longest).code());
        assertThrows(IllegalArgumentException.class, () -> Reason.of(longest + "b"));
    }

    @Test
    void messageAboutABadCode_isCutAndClean() {
        String bad = "x\r\nFAKE LOG LINE " + "y".repeat(10_000);
        String message = assertThrows(IllegalArgumentException.class, () -> Reason.of(bad))
                .getMessage();
        assertFalse(message.contains("\n") || message.contains("\r"), message);
        assertFalse(message.length() > 200, message);
    }

    @ParameterizedTest
    @CsvSource({
        "a\tb, a?b",
        "'a\r\nb', a??b",
        "a\u0000b, a?b",
        "a\u001bb, a?b",
        "a\u007fb, a?b",
        "a\u0085b, a?b",
        "a\u2028b, a?b",
        "a\u2029b, a?b",
        "a\u202eb, a?b",
        "a\u200bb, a?b",
        "a\ufeffb, a?b",
        "a\ud83d\ude00b, a??b",
        "gr\u00fc\u00df, gr\u00fc\u00df",
        "\u6f22\u5b57, \u6f22\u5b57"
    })
    void detail_isMadeFitForALogLine(String detail, String expected) {
        assertEquals(expected, Reason.of("a.b", detail).detail());
    }

    @Test
    void longDetail_isCutAfter256Characters() {
        assertEquals("x".repeat(256), Reason.of("a.b", "x".repeat(256)).detail());
        assertEquals("x".repeat(256), Reason.of("a.b", "x".repeat(257)).detail());
    }
}
