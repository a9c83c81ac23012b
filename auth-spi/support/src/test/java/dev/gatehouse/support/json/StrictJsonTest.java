package dev.gatehouse.support.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final StrictJson json = new StrictJson(100);

    private Map<String, Object> read(String text) {
        return json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void array_isAListAndNothingElse() {
        assertEquals(
                List.of("a", 1L, Map.of("b", List.of())),
                json.array("[\"a\", 1, {\"b\":[]}]".getBytes(StandardCharsets.UTF_8)));
        for (String other : List.of(
                "",
                "null",
                "{}",
                "\"a\"",
                "[",
                "[1",
                "[1,]",
                "[1]]",
                "[] []",
                "[{\"a\":1,\"a\":2}]",
                "[\"\\ud800\"]",
                "\ufeff[]")) {
            assertNull(json.array(other.getBytes(StandardCharsets.UTF_8)), other);
        }
    }

    @Test
    void values_keepTheirTypes() {
        Map<String, Object> object =
                read("{\"a\":1,\"b\":9999999999,\"c\":1e2,\"d\":true,\"e\":null,\"f\":[\"x\",null],"
                        + "\"g\":{},\"h\":99999999999999999999}");
        assertEquals(1L, object.get("a"));
        assertEquals(9_999_999_999L, object.get("b"));
        assertEquals(100.0, object.get("c"));
        assertEquals(true, object.get("d"));
        assertNull(object.get("e"));
        assertEquals(Arrays.asList("x", null), object.get("f"));
        assertEquals(Map.of(), object.get("g"));
        assertEquals(new BigInteger("99999999999999999999"), object.get("h"));
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h"), List.copyOf(object.keySet()));
    }

    @Test
    void integer_hasOneSpelling() {
        assertEquals(0L, read("{\"a\":0}").get("a"));
        assertEquals(-1L, read("{\"a\":-1}").get("a"));
        assertEquals(-0.0, read("{\"a\":-0}").get("a"));
        assertEquals(
                new BigInteger("-99999999999999999999"),
                read("{\"a\":-99999999999999999999}").get("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "1",
                "null",
                "{}{}",
                "{},",
                "{}x",
                "{\"a\":1 \"b\":2}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":-}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{\"a\":1e400}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1}//",
                "/**/{\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"a\":null,\"a\":1}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "\ufeff{}"
            })
    void anythingButOneStrictObject_isMalformed(String text) {
        assertNull(read(text));
    }

    @Test
    void bounds_areHeld() {
        assertNotNull(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}"));
        assertNull(read("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
        assertNotNull(read("{\"a\":\"" + "x".repeat(100) + "\"}"));
        assertNull(read("{\"a\":\"" + "x".repeat(101) + "\"}"));
        assertNotNull(read("{\"a\":" + "1".repeat(64) + "}"));
        assertNull(read("{\"a\":" + "1".repeat(65) + "}"));
        assertNull(read("{\"" + "n".repeat(257) + "\":1}"));
    }

    @Test
    void chosenDepth_isHeld() {
        StrictJson shallow = new StrictJson(100, 2);
        assertNotNull(shallow.object("{\"a\":[1]}".getBytes(StandardCharsets.UTF_8)));
        assertNull(shallow.object("{\"a\":[[]]}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void surrogatesInPairs_areAccepted() {
        assertEquals("\ud83d\ude00", read("{\"a\":\"\\ud83d\\ude00\"}").get("a"));
        assertEquals("\ud83d\ude00", read("{\"a\":\"\ud83d\ude00\"}").get("a"));
    }

    @Test
    void bytesThatAreNoUtf8_areMalformed() {
        assertNull(json.object(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
        assertNull(json.object(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}));
        assertNull(json.object(new byte[] {0, '{', 0, '}'}));
    }
}
