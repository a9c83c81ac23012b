package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            chars = {0, '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0xad, 0x200b, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff, 0xd83d
            })
    void unprintableCharacter_becomesAQuestionMark(char c) {
        assertEquals("a?b", Printable.text("a" + c + "b", 10));
    }

    @Test
    void printableString_staysTheSame() {
        String text = "Zo\u00eb ~ \u65e5\u672c";
        assertSame(text, Printable.text(text, 10));
        assertEquals(text, Printable.escaped(text, 10));
    }

    @Test
    void longString_isCut() {
        assertEquals("abc", Printable.text("abcdef", 3));
        assertEquals("a?c", Printable.text("a\ncdef", 3));
        assertEquals("", Printable.text("abc", 0));
        assertEquals("abc...", Printable.escaped("abcdef", 3));
    }

    @Test
    void unprintableCharacter_isEscaped() {
        assertEquals("a\\u000ab\\u202e\\u2028", Printable.escaped("a\nb\u202e\u2028", 100));
    }
}
