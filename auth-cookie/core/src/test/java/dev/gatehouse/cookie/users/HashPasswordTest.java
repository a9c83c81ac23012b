package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashPasswordTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(byte[] input, String... args) throws IOException {
        return HashPassword.run(
                args,
                PasswordInput.of(null, new ByteArrayInputStream(input)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int run(String input) throws IOException {
        return run(input.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct hörse", "correct hörse\n", "correct hörse\r\n"})
    void line_isHashedWithoutLineEnd(String input) throws Exception {
        assertEquals(0, run(input));
        String printed = out.toString(StandardCharsets.UTF_8).strip();
        assertTrue(PasswordHash.parse(printed).matches("correct hörse"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "two\nlines of it", "carriage\rreturn", "password1", "aaaaaaaaaaaa"})
    void invalidInput_isRefusedAndNotRepeated(String input) throws Exception {
        assertEquals(1, run(input));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertFalse(err.toString(StandardCharsets.UTF_8).contains("short"));
    }

    @Test
    void longOrInvalidUtf8_isRefused() throws Exception {
        assertEquals(1, run("x".repeat(1025)));
        assertEquals(1, run("x".repeat(20_000)));
        assertEquals(1, run("correct hörse".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void passwordArgument_isRefusedAndNotRepeated() throws Exception {
        assertEquals(2, run("correct hörse".getBytes(StandardCharsets.UTF_8), "hunter2hunter2"));
        assertFalse(err.toString(StandardCharsets.UTF_8).contains("hunter2"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
}
