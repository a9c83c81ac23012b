package dev.gatehouse.jwt.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gatehouse.spi.Reason;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators are told of a header; that it is refused is shown by the vectors. */
class JoseHeaderTest {

    private static JoseHeader with(String name, Object value) {
        Map<String, Object> members = new HashMap<>(Map.of("alg", "ES256", "typ", "JWT", "kid", "k"));
        members.put(name, value);
        return JoseHeader.of(members);
    }

    private static void assertDefect(Reason reason, String name, Object value) {
        JoseHeader header = with(name, value);
        assertSame(reason, header.defect(), name);
        assertNull(header.algorithm());
        assertNull(header.type());
        assertNull(header.kid());
    }

    @Test
    void wrongMember_isNamedByItsOwnReason() {
        assertDefect(TokenReasons.CRITICAL_HEADER, "crit", null);
        assertDefect(TokenReasons.CRITICAL_HEADER, "b64", true);
        assertDefect(TokenReasons.ENCRYPTED, "enc", "A128GCM");
        assertDefect(TokenReasons.ENCRYPTED, "zip", null);
        assertDefect(TokenReasons.ALGORITHM, "alg", 1);
        assertDefect(TokenReasons.TYPE, "typ", null);
        assertDefect(TokenReasons.MALFORMED_HEADER, "kid", null);
        assertDefect(TokenReasons.MALFORMED_HEADER, "kid", "a\nb");
    }

    @Test
    void validHeader_hasNormalizedType() {
        JoseHeader header = with("typ", "Application/AT+JWT");
        assertNull(header.defect());
        assertEquals(SigningAlgorithm.ES256, header.algorithm());
        assertEquals("at+jwt", header.type());
        assertEquals("k", header.kid());
    }
}
