package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** FIPS 180-4, example of one block. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void knownAnswer_inEveryForm() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals(ABC, Sha256.hex(abc));
        assertEquals(ABC, Sha256.hex("abc"));
        assertArrayEquals(HexFormat.of().parseHex(ABC), Sha256.of(abc));
        assertEquals("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", Sha256.base64Url(abc));
        assertEquals(Sha256.base64Url(abc), Sha256.base64Url("abc"));
    }

    @Test
    void string_isDigestedAsUtf8() {
        assertEquals(Sha256.hex(new byte[] {(byte) 0xc3, (byte) 0xa9}), Sha256.hex("\u00e9"));
    }
}
