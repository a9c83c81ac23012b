package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiterString = " -> ",
            value = {
                "/ -> /",
                "/page -> /page",
                "/page/ -> /page/",
                "/a/b/c -> /a/b/c",
                "/page?a=1&b=2 -> /page?a=1&b=2",
                "/page? -> /page?",
                "/page?next=//evil.example -> /page?next=//evil.example",
                "/page?q=a%0Ab -> /page?q=a%0Ab",
                "/page?q=a|b -> /page?q=a%7Cb",
                "/page?q={\"a\":[1]} -> /page?q=%7B%22a%22:%5B1%5D%7D",
                "/page?q=a\\b -> /page?q=a%5Cb",
                "/%C3%BC -> /%C3%BC",
                "/a.b/..c -> /a.b/..c",
                "/@name:x -> /@name:x"
            })
    void pathOfTheApplication_isKept(String text, String expected) {
        ReturnPath path = ReturnPath.parse(text, "");

        assertNotNull(path);
        assertEquals(expected, path.value());
        assertEquals(path, ReturnPath.parse(path.value(), ""));
    }

    @ParameterizedTest
    @CsvSource({"/app,/", "/app/,/", "/app/page,/page", "/app?x=1,/?x=1"})
    void contextPath_isTakenOff(String text, String expected) {
        ReturnPath path = ReturnPath.parse(text, "/app");

        assertNotNull(path);
        assertEquals(expected, path.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/other", "/application", "/app/..", "/app//x", "/app/../other", "/app\\x", "/appx?y"})
    void pathOutsideOfTheContextPath_isNone(String text) {
        assertNull(ReturnPath.parse(text, "/app"));
    }

    @Test
    void longestPath_fitsIntoTheCookie() {
        ReturnPath path = ReturnPath.parse("/" + "a".repeat(1499), "");

        assertNotNull(path);
        LoginAttempt attempt = LoginAttempt.begin("default", Instant.EPOCH, path);
        assertEquals(attempt, LoginAttempt.parse(attempt.cookieValue()));
    }
}
