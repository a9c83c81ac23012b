package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 7f000001",
        "0.0.0.0, 00000000",
        "255.255.255.255, ffffffff",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "2001:DB8::1, 20010db8000000000000000000000001",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::ffff:10.0.0.1, 00000000000000000000ffff0a000001"
    })
    void address_isItsBytes(String text, String hex) {
        assertEquals(hex, HexFormat.of().formatHex(IpLiteral.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "010.1.1.1",
                "1.2.3.4 ",
                "1..2.3",
                "0x7f.0.0.1",
                "127.0.0.1.example.com",
                "[::1]",
                "::1%lo",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "1.2.3.4::",
                "\u0661.2.3.4"
            })
    void anythingElse_isNoAddress(String text) {
        assertNull(IpLiteral.parse(text));
        assertFalse(IpLiteral.isLoopback(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.255", "::1", "0:0:0:0:0:0:0:1"})
    void loopback_isRecognized(String text) {
        assertTrue(IpLiteral.isLoopback(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"126.0.0.1", "128.0.0.1", "0.0.0.0", "::", "::2", "1::1", "::127.0.0.1", "::ffff:127.0.0.1"})
    void otherAddress_isNoLoopback(String text) {
        assertFalse(IpLiteral.isLoopback(text));
    }
}
