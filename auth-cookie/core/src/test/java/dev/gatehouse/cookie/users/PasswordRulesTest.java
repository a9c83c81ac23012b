package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short12",
                "password",
                "PassWord",
                "12345678",
                "iloveyou",
                "qwertyuiop",
                "1qaz2wsx",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "mallory1",
                "Mallory2026!",
                "tasklist1",
                "Camunda!",
                "two\nlines of text",
                "half a pair \ud800"
            })
    void guessablePassword_isRefusedAndNotRepeated(String password) {
        String refusal = PasswordRules.refusal("mallory", password);
        assertNotNull(refusal, password);
        assertFalse(!password.equals("password") && refusal.contains(password), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "8chars:)",
                "päßwörter sind schön",
                "\u5bc6\u7801\u5f88\u957f\u5f88\u957f\u5f88\u957f",
                "mallory likes long walks",
                "a tasklist of my own",
                "\ud83d\udc0e\ud83d\udd0b\ud83d\udccb\ud83d\udca1\ud83d\udc0e\ud83d\udd0b\ud83d\udccb\ud83d\udca1"
            })
    void otherPassword_isAccepted(String password) {
        assertNull(PasswordRules.refusal("mallory", password));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025})
    void length_isAtMost1024(int length) {
        String password = "abcdefgh".repeat(200).substring(0, length);
        if (length == 1024) {
            assertNull(PasswordRules.refusal("", password));
        } else {
            assertNotNull(PasswordRules.refusal("", password));
        }
    }
}
