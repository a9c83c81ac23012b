package dev.gatehouse.cookie.users;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads a password: from the console, or as one line of UTF-8 from standard input. Never from the
 * arguments, because other users of the machine can see those.
 */
interface PasswordInput {

    /** A password that can't be used. The message is for people and does not repeat the password. */
    final class UnusableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Returns the password.
     *
     * @throws UnusableException if there is no password, or if it is not valid UTF-8
     */
    String read() throws IOException, UnusableException;

    /** Asks on the console if there is one, and reads standard input otherwise. */
    static PasswordInput of(@Nullable Console console, InputStream in) {
        return console == null ? () -> line(in) : () -> asked(console);
    }

    private static String line(InputStream in) throws IOException, UnusableException {
        byte[] input = in.readNBytes(8 * 1024 + 1);
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
            if (line.endsWith("\n")) {
                line = line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
            }
            return line;
        } catch (CharacterCodingException malformed) {
            throw new UnusableException("expected a password in UTF-8");
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private static String asked(Console console) throws UnusableException {
        char[] first = console.readPassword("Password: ");
        char[] second = first == null ? null : console.readPassword("Again: ");
        try {
            if (first == null || second == null || !Arrays.equals(first, second)) {
                throw new UnusableException("the two passwords differ; try again");
            }
            return new String(first);
        } finally {
            if (first != null) {
                Arrays.fill(first, ' ');
            }
            if (second != null) {
                Arrays.fill(second, ' ');
            }
        }
    }
}
