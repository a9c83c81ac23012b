package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    @Test
    void schemeAlone_isTheHeaderValue() {
        Challenge challenge = Challenge.of("Negotiate");
        assertEquals("Negotiate", challenge.headerValue());
        assertEquals(Map.of(), challenge.parameters());
        assertFalse(challenge.hasToken68());
    }

    @Test
    void parameters_areQuotedInOrder() {
        Challenge challenge = Challenge.of("Bearer").with("realm", "a b").with("error", "invalid_token");
        assertEquals("Bearer realm=\"a b\", error=\"invalid_token\"", challenge.headerValue());
        assertEquals(
                List.of("realm", "error"), List.copyOf(challenge.parameters().keySet()));
    }

    @Test
    void quotesAndBackslashes_areEscaped() {
        String value = Challenge.of("Basic").with("realm", "a\"b\\c").headerValue();
        assertEquals("Basic realm=\"a\\\"b\\\\c\"", value);
    }

    @Test
    void valueThatTriesToEndTheQuotes_staysInside() {
        String value =
                Challenge.of("Basic").with("realm", "x\", Bearer realm=\"evil").headerValue();
        assertEquals("Basic realm=\"x\\\", Bearer realm=\\\"evil\"", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "a\r\nSet-Cookie: x=y",
                "a\0b",
                "a\u007fb",
                "a\u0085b",
                "\u00fc",
                "\u2028",
                "\ud83d\ude00"
            })
    void valueWithControlOrOutsideOfAscii_isRefused(String value) {
        Challenge challenge = Challenge.of("Basic");
        assertThrows(IllegalArgumentException.class, () -> challenge.with("realm", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "re alm", "realm=", "realm\"", "r\u00e9alm", "realm\r\n", "realm,"})
    void nameThatIsNoToken_isRefused(String name) {
        Challenge challenge = Challenge.of("Basic");
        assertThrows(IllegalArgumentException.class, () -> challenge.with(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer ", "Bea rer", "Bearer,", "Bearer\r\nX: y", "B\u00e9arer", "Bearer=\"\""})
    void schemeThatIsNoToken_isRefused(String scheme) {
        assertThrows(IllegalArgumentException.class, () -> Challenge.of(scheme));
        assertThrows(IllegalArgumentException.class, () -> Challenge.token68(scheme, "abc"));
    }

    @Test
    void sameNameInAnotherCase_replacesTheValueInPlace() {
        Challenge challenge = Challenge.of("Basic")
                .with("Realm", "a")
                .with("charset", "UTF-8")
                .with("REALM", "b");
        assertEquals("Basic realm=\"b\", charset=\"UTF-8\"", challenge.headerValue());
    }

    @Test
    void withParameter_leavesTheOriginalAsItWas() {
        Challenge original = Challenge.of("Basic").with("realm", "a");
        Challenge other = original.with("realm", "b");
        assertEquals("Basic realm=\"a\"", original.headerValue());
        assertEquals("Basic realm=\"b\"", other.headerValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"YII=", "a", "abc-._~+/9==", "A===="})
    void token68_isWrittenBare(String token) {
        Challenge challenge = Challenge.token68("Negotiate", token);
        assertEquals("Negotiate " + token, challenge.headerValue());
        assertTrue(challenge.hasToken68());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "==", "a=b", "a b", "a,b", "a\"", "a\r\n", "\u00fc", "a%"})
    void textThatIsNoToken68_isRefused(String token) {
        assertThrows(IllegalArgumentException.class, () -> Challenge.token68("Negotiate", token));
    }

    @Test
    void token68_takesNoParameterAndIsNotShown() {
        Challenge challenge = Challenge.token68("Negotiate", "YIIsecret");
        assertThrows(IllegalArgumentException.class, () -> challenge.with("realm", "a"));
        assertEquals("Negotiate ...", challenge.toString());
    }
}
