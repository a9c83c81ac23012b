package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class DigestPoolTest {

    private final DigestPool pool = new DigestPool();

    @Test
    void digest_isTheSha256OfWhatFollows() throws Exception {
        ByteBuffer expected =
                ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(TestToken.bytes("abc.def")));
        TokenDigest digest =
                new TokenDigest(expected.getLong(), expected.getLong(), expected.getLong(), expected.getLong());
        assertEquals(digest, pool.digest("Bearer abc.def", 7));
        assertEquals(digest, pool.digest("abc.def", 0), "a second time, with a buffer that was used");
        assertNotEquals(digest, pool.digest("abc.dee", 0));
    }

    @Test
    void charactersThatLookAlikeInTheirLowBits_areNotTheSame() {
        assertNull(pool.digest("a\u0141", 0));
        assertNotEquals(pool.digest("aA", 0), pool.digest("a\u00c1", 0));
    }

    @Test
    void textThatIsNoToken_hasNoDigest() {
        assertNull(pool.digest("", 0));
        assertNull(pool.digest("abc", 3));
        assertNull(pool.digest("a\u0141", 0));
        assertNull(pool.digest("\ud83d\ude00", 0));
        assertNull(pool.digest("a".repeat(CompactToken.MAX_LENGTH + 1), 0));
        assertNotNull(pool.digest("a".repeat(CompactToken.MAX_LENGTH), 0));
    }
}
