package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("&", Map.of()),
                Arguments.of("&&a=1&", Map.of("a", List.of("1"))),
                Arguments.of("a=1&b=2", Map.of("a", List.of("1"), "b", List.of("2"))),
                Arguments.of("a=1&a=2&a=1", Map.of("a", List.of("1", "2", "1"))),
                Arguments.of("a", Map.of("a", List.of(""))),
                Arguments.of("a=", Map.of("a", List.of(""))),
                Arguments.of("=1", Map.of("", List.of("1"))),
                Arguments.of("a=b=c", Map.of("a", List.of("b=c"))),
                Arguments.of("a&b=1", Map.of("a", List.of(""), "b", List.of("1"))),
                Arguments.of("a+b=c+d", Map.of("a b", List.of("c d"))),
                Arguments.of("a=%2B%26%3D%25", Map.of("a", List.of("+&=%"))),
                Arguments.of("%61=%7a%7A", Map.of("a", List.of("zz"))),
                Arguments.of("a=%C3%BC%e2%82%ac", Map.of("a", List.of("\u00fc\u20ac"))),
                Arguments.of("a=\u00c3\u00bc", Map.of("a", List.of("\u00fc"))),
                Arguments.of("a=%00%0d%0a", Map.of("a", List.of("\0\r\n"))),
                Arguments.of("A=1&a=2", Map.of("A", List.of("1"), "a", List.of("2"))),
                Arguments.of("a;b=1", Map.of("a;b", List.of("1"))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void goodText_isParsed(String text, Map<String, List<String>> parameters) {
        assertEquals(parameters, FormParameters.parse(text, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%4",
                "a=%4&b=1",
                "a=%zz",
                "a=%-1",
                "a=%+1",
                "a=% 1",
                "%=1",
                "a=%ff",
                "a=%c3",
                "a=%c0%ae",
                "a=%ed%a0%80",
                "a=\u00ff",
                "a=\u0100",
                "a=1&b=%",
                "a=%\u06611"
            })
    void malformedText_spoilsTheWhole(String text) {
        assertNull(FormParameters.parse(text, StandardCharsets.UTF_8));
    }

    @Test
    void otherCharset_isHonoured() {
        assertEquals(Map.of("a", List.of("\u00fc")), FormParameters.parse("a=%FC", StandardCharsets.ISO_8859_1));
        assertEquals(Map.of("a", List.of("\u00fc")), FormParameters.parse("a=\u00fc", StandardCharsets.ISO_8859_1));
    }

    @Test
    void moreThan64Parameters_areRefused() {
        String most = "a=1&".repeat(64);
        assertNotNull(FormParameters.parse(most, StandardCharsets.UTF_8));
        assertNull(FormParameters.parse(most + "b=1", StandardCharsets.UTF_8));
    }
}
