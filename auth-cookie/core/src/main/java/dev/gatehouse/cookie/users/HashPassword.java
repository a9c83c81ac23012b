package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Stable;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Prints the hash of a password for a users file. The password is asked for on the console, or read as one line of
 * UTF-8 from standard input. It is never taken from the arguments, because other users of the machine can see those.
 * Passwords that are too short or easy to guess are refused. {@link AddUser} also writes the file.
 *
 * <pre>java -cp ... dev.gatehouse.cookie.users.HashPassword</pre>
 *
 * @since 0.1
 */
@Stable
public final class HashPassword {

    private HashPassword() {}

    /**
     * Runs the command and exits with status 0, 1 if the password is refused, or 2 if the arguments are wrong.
     *
     * @param args none
     * @throws IOException if standard input can't be read
     */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, PasswordInput.of(System.console(), System.in), System.out, System.err));
    }

    static int run(String[] args, PasswordInput input, PrintStream out, PrintStream err) throws IOException {
        if (args.length > 0) {
            err.println("usage: HashPassword (no arguments); the password is asked for or read from standard input");
            return 2;
        }
        try {
            String password = input.read();
            String refusal = PasswordRules.refusal("", password);
            if (refusal != null) {
                err.println(refusal);
                return 1;
            }
            out.println(PasswordHash.create(password).text());
            return 0;
        } catch (PasswordInput.UnusableException unusable) {
            err.println(unusable.getMessage());
            return 1;
        }
    }
}
