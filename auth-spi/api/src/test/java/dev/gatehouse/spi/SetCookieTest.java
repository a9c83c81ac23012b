package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.SetCookie.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetCookieTest {

    @Test
    void sessionCookie_hasNoLifetimeAndIsLax() {
        SetCookie cookie = SetCookie.session("TASKLIST-SESSION", "abc");
        assertEquals(Optional.empty(), cookie.maxAge());
        assertEquals(SameSite.LAX, cookie.sameSite());
    }

    @Test
    void deletion_isEmptyWithLifetimeZero() {
        SetCookie cookie = SetCookie.deletion("S", SameSite.STRICT);
        assertEquals("", cookie.value());
        assertEquals(Optional.of(Duration.ZERO), cookie.maxAge());
        assertEquals(SameSite.STRICT, cookie.sameSite());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b",
                "a; Domain=evil",
                "a,b",
                "a b",
                "a\"b",
                "a\\b",
                "a\r\nSet-Cookie: x=y",
                "a\0",
                "\u007f",
                "\u00fc"
            })
    void valueThatIsNoCookieOctets_isRefused(String value) {
        assertThrows(IllegalArgumentException.class, () -> SetCookie.session("S", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "a;b", "a b", "a\n", "a,b", "\u00fc", "a(b)"})
    void nameThatIsNoToken_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> SetCookie.session(name, "x"));
    }

    @Test
    void nameAndValueTogether_have4096CharactersAtMost() {
        assertEquals(4095, SetCookie.session("S", "x".repeat(4095)).value().length());
        assertThrows(IllegalArgumentException.class, () -> SetCookie.session("S", "x".repeat(4096)));
    }

    @Test
    void lifetime_isZeroTo400Days() {
        Duration longest = Duration.ofDays(400);
        assertEquals(longest, new SetCookie("S", "x", longest, SameSite.LAX).lifetime());
        assertThrows(IllegalArgumentException.class, () -> new SetCookie("S", "x", longest.plusNanos(1), SameSite.LAX));
        assertThrows(
                IllegalArgumentException.class, () -> new SetCookie("S", "x", Duration.ofSeconds(-1), SameSite.LAX));
    }

    @Test
    void toString_showsNoValue() {
        assertFalse(SetCookie.session("S", "s3cr3tvalue").toString().contains("s3cr3tvalue"));
    }
}
