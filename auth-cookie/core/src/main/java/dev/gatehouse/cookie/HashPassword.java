package dev.gatehouse.cookie;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Prints the hash of a password for a users' file. The password is asked for on the console, or read as one line of UTF-8 from the standard input; never from the
 * arguments, which others can see:
 *
 * <pre>java -cp ... dev.gatehouse.cookie.HashPassword</pre>
 */
public final class HashPassword {

    private static final int MIN = 8;
    private static final int MAX = 1024;
    private static final int MAX_INPUT = 8 * 1024;

    private HashPassword() {}

    /**
     * Runs the command and ends with status 0, 1 for a password that is not taken, or 2 for a wrong use.
     *
     * @param args none
     * @throws IOException if the standard input can't be read
     */
    public static void main(String[] args) throws IOException {
        Console console = System.console();
        int status = console == null || args.length > 0
                ? run(args, System.in, System.out, System.err)
                : ask(console, System.out, System.err);
        System.exit(status);
    }

    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) throws IOException {
        if (args.length > 0) {
            err.println(
                    "usage: HashPassword, without arguments; the password is asked for or read from the standard input");
            return 2;
        }
        byte[] input = in.readNBytes(MAX_INPUT + 1);
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
        } catch (CharacterCodingException malformed) {
            err.println("the password is not UTF-8");
            return 1;
        } finally {
            Arrays.fill(input, (byte) 0);
        }
        if (line.endsWith("\n")) {
            line = line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
        }
        return print(line, out, err);
    }

    private static int ask(Console console, PrintStream out, PrintStream err) {
        char[] first = console.readPassword("Password: ");
        char[] second = first == null ? null : console.readPassword("Again: ");
        try {
            if (first == null || second == null || !Arrays.equals(first, second)) {
                err.println("the passwords differ");
                return 1;
            }
            return print(new String(first), out, err);
        } finally {
            if (first != null) {
                Arrays.fill(first, ' ');
            }
            if (second != null) {
                Arrays.fill(second, ' ');
            }
        }
    }

    private static int print(String password, PrintStream out, PrintStream err) {
        boolean oneLine = password.indexOf('\n') < 0 && password.indexOf('\r') < 0;
        if (password.length() < MIN || password.length() > MAX || !oneLine || !User.isText(password)) {
            err.println("a password is one line of " + MIN + " to " + MAX + " characters");
            return 1;
        }
        out.println(PasswordHash.create(password).text());
        return 0;
    }
}
