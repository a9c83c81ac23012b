package dev.gatehouse.cookie.users;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a command gets a password from: asked for on the console, or one line of UTF-8 of the standard input; never from the arguments, which others can see. */
interface PasswordInput {

    /** A password that can't be used, with a sentence for people that does not repeat it. */
    final class UnusableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Returns the password.
     *
     * @throws UnusableException if there is none, or none that is text
     */
    String read() throws IOException, UnusableException;

    /** Asks on the console where there is one, else reads the standard input. */
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
            throw new UnusableException("the password is not UTF-8");
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private static String asked(Console console) throws UnusableException {
        char[] first = console.readPassword("Password: ");
        char[] second = first == null ? null : console.readPassword("Again: ");
        try {
            if (first == null || second == null || !Arrays.equals(first, second)) {
                throw new UnusableException("the passwords differ");
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
