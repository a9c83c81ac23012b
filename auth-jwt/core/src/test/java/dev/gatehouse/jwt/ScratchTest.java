package dev.gatehouse.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.support.json.StrictJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScratchTest {

    private final Scratch scratch = new Scratch();

    private TokenDigest digest(String text, int from) {
        return scratch.load(text, from) ? scratch.digest() : null;
    }

    private Map<String, Object> claims(String text) {
        assertTrue(scratch.load(text, 0), () -> text.length() + " characters");
        return scratch.claims(scratch.compact(text, 0), new StrictJson(100));
    }

    private static String segment(String json) {
        return segment(TestToken.bytes(json));
    }

    private static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void digest_isTheSha256OfWhatFollows() throws Exception {
        ByteBuffer expected =
                ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(TestToken.bytes("abc.def")));
        TokenDigest digest =
                new TokenDigest(expected.getLong(), expected.getLong(), expected.getLong(), expected.getLong());
        assertEquals(digest, digest("Bearer abc.def", 7));
        assertEquals(digest, digest("abc.def", 0), "a second time, with a buffer that was used");
        assertNotEquals(digest, digest("abc.dee", 0));
    }

    @Test
    void charactersThatLookAlikeInTheirLowBits_areNotTheSame() {
        assertNull(digest("a\u0141", 0));
        assertNotEquals(digest("aA", 0), digest("a\u00c1", 0));
    }

    @Test
    void textThatIsNoToken_hasNoDigest() {
        assertNull(digest("", 0));
        assertNull(digest("abc", 3));
        assertNull(digest("a\u0141", 0));
        assertNull(digest("\ud83d\ude00", 0));
        assertNull(digest("a".repeat(CompactToken.MAX_LENGTH + 1), 0));
        assertNotNull(digest("a".repeat(CompactToken.MAX_LENGTH), 0));
    }

    @Test
    void tail_isThatOfTheLastEightCharacters() {
        assertTrue(scratch.load("a.b.c12345678", 0));
        int tail = scratch.tail();
        assertTrue(scratch.load("Bearer some-other-text-12345678", 7));
        assertEquals(tail, scratch.tail());
        assertTrue(scratch.load("a.b.c12345679", 0));
        assertNotEquals(tail, scratch.tail());
        assertTrue(scratch.load("1234567", 0), "a shorter text has nothing of the one before");
        assertEquals(0, scratch.tail());
    }

    @Test
    void claims_areThoseOfTheTextAtHand() {
        String name = "J\u00fcrgen \ud83d\ude00";
        assertEquals(Map.of("name", name), claims("e30." + segment("{\"name\":\"" + name + "\"}") + ".AA"));
        assertEquals(Map.of("a", 1L), claims("e30." + segment("{\"a\":1}") + ".AA"));
        assertEquals(Map.of(), claims("e30." + segment("{}") + ".AA"));
    }

    @Test
    void tokenBehindAHeader_isTakenApartWhereItBegins() {
        String text = "Bearer.x " + segment("{\"alg\":\"none\"}") + "." + segment("{\"a\":1}") + ".AA";
        assertTrue(scratch.load(text, 9));
        CompactToken token = scratch.compact(text, 9);
        assertEquals(Map.of("alg", "none"), scratch.header(token, new StrictJson(100)));
        assertEquals(Map.of("a", 1L), scratch.claims(token, new StrictJson(100)));
        assertEquals(text.substring(9, text.length() - 3), new String(token.signingInput(), US_ASCII));
        assertArrayEquals(new byte[1], token.signature());
    }

    @Test
    void payloadThatIsNoText_hasNoClaims() {
        for (byte[] payload : new byte[][] {
            {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '}', (byte) 0xe2, (byte) 0x82},
            {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'}
        }) {
            assertNull(claims("e30." + segment(payload) + ".AA"));
        }
        assertNull(claims("e30.e30=.AA"));
        assertNull(claims("e30..AA"));
    }

    @Test
    void longestToken_hasRoomForItsPayload() {
        String name = "x".repeat((CompactToken.MAX_LENGTH - "e30..AA".length()) / 4 * 3 - "{\"\":1}".length());
        assertNull(claims("e30." + segment("{\"" + name + "\":1}") + ".AA"), "no name is that long");
    }
}
