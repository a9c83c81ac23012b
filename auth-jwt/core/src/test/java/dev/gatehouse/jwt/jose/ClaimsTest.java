package dev.gatehouse.jwt.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x7f, 0x85, 0xad, 0x200b, 0x200d, 0x200e, 0x200f, 0x202a, 0x202e, 0x2028, 0x2029, 0x2066, 0x2069,
                0xfeff, 0x1d173, 0xe0041, 0xd800, 0xdbff, 0xdc00, 0xdfff
            })
    void invisibleCharacter_isNotPlain(int character) {
        String one = Character.toString(character);
        assertFalse(Claims.isPlain(one + "demo"));
        assertFalse(Claims.isPlain("de" + one + "mo"));
        assertFalse(Claims.isPlain("demo" + one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "demo", "a b", "S\u00f8ren", "\u0645\u0631\u064a\u0645", "\u674e", "\ud842\udfb7", "e\u0301"
            })
    void anyScript_isPlain(String text) {
        assertTrue(Claims.isPlain(text));
    }

    @Test
    void otherElements_areNotAListOfStrings() {
        assertEquals(List.of("a", ""), Claims.strings(List.of("a", "")));
        assertEquals(List.of(), Claims.strings(List.of()));
        for (Object other : new Object[] {"a", 1L, Map.of("a", "b"), List.of("a", 1L), List.of(List.of("a"))}) {
            assertNull(Claims.strings(other), other.toString());
        }
        assertNull(Claims.strings(null));
        assertNull(Claims.strings(Arrays.asList("a", null)));
    }
}
