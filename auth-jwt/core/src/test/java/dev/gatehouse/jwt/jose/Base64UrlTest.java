package dev.gatehouse.jwt.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.jwt.TestToken;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Base64UrlTest {

    private static byte[] decode(String text) {
        return Base64Url.decode(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    @Test
    void everyLength_isDecodedAsItWasEncoded() {
        Random random = new Random(7);
        for (int length = 1; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, decode(TestToken.encode(bytes)), "length " + length);
        }
    }

    @Test
    void threeCharacters_areDecodedOnlyIfCanonical() {
        Set<String> written = written(2);
        byte[] text = new byte[3];
        int good = 0;
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                for (int c : new int[] {'A', 'B', 'E', 'Q', '-', '_', '8', '=', '.', '+', '/', 0, 255, ' '}) {
                    text[0] = (byte) a;
                    text[1] = (byte) b;
                    text[2] = (byte) c;
                    boolean canonical = written.contains(new String(text, StandardCharsets.ISO_8859_1));
                    good += canonical ? 1 : 0;
                    assertEquals(canonical, Base64Url.decode(text, 0, 3) != null);
                }
            }
        }
        assertEquals(64 * 64 * 4, good);
    }

    @Test
    void twoCharacters_areDecodedOnlyIfCanonical() {
        Set<String> written = written(1);
        byte[] text = new byte[2];
        int good = 0;
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                text[0] = (byte) a;
                text[1] = (byte) b;
                boolean canonical = written.contains(new String(text, StandardCharsets.ISO_8859_1));
                good += canonical ? 1 : 0;
                assertEquals(canonical, Base64Url.decode(text, 0, 2) != null);
            }
        }
        assertEquals(256, good);
    }

    @Test
    void everyCharacter_isInTheAlphabetOrRefusedAtEveryPlace() {
        for (int place = 0; place < 8; place++) {
            for (int c = 0; c < 256; c++) {
                byte[] text = "AAAAAAAA".getBytes(StandardCharsets.ISO_8859_1);
                text[place] = (byte) c;
                boolean known = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(c) >= 0;
                assertEquals(known, Base64Url.decode(text, 0, 8) != null, "character " + c + " at " + place);
            }
        }
    }

    @Test
    void emptyAndImpossibleLengths_areRefused() {
        assertNull(decode(""));
        assertNull(decode("A"));
        assertNull(decode("AAAAA"));
        assertNull(Base64Url.decode(new byte[4], 3, 2));
    }

    /** Returns what the encoder writes for everything of this length. */
    private static Set<String> written(int length) {
        Set<String> texts = new HashSet<>();
        byte[] bytes = new byte[length];
        for (int i = 0; i < 1 << (8 * length); i++) {
            bytes[0] = (byte) i;
            if (length == 2) {
                bytes[1] = (byte) (i >> 8);
            }
            texts.add(TestToken.encode(bytes));
        }
        return texts;
    }
}
