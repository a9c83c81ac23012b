package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.files.UnusableFileException;
import dev.gatehouse.spi.stability.Stable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds a user to a users file, or creates the file. With {@code --replace-password}, a user of the file gets a new
 * password instead, and all other lines stay. The password is asked for on the console, or read as one line of UTF-8
 * from standard input. It is never taken from the arguments, because other users of the machine can see those. A
 * running server picks the change up within seconds.
 *
 * <pre>
 * java -cp ... dev.gatehouse.cookie.users.AddUser --file users.properties --permissions READ,WRITE jane
 * java -cp ... dev.gatehouse.cookie.users.AddUser --file users.properties --replace-password jane
 * </pre>
 *
 * @since 0.1
 */
@Stable
public final class AddUser {

    private static final String USAGE =
            "usage: AddUser --file <path> [--display-name <name>] [--permissions A,B] [--groups A,B] [--tenants"
                    + " A,B] <name>, or AddUser --file <path> --replace-password <name>;"
                    + " the password is asked for or read from standard input";
    private static final Set<String> OPTIONS =
            Set.of("--file", "--display-name", "--permissions", "--groups", "--tenants");
    private static final String REPLACE = "--replace-password";

    private AddUser() {}

    /**
     * Runs the command and exits with status 0, 1 if the user name or password is refused or the file cannot be
     * changed, or 2 if the arguments are wrong.
     *
     * @param args options and the name; see the usage
     * @throws IOException if standard input can't be read
     */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, PasswordInput.of(System.console(), System.in), System.out, System.err));
    }

    static int run(String[] args, PasswordInput input, PrintStream out, PrintStream err) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        String name = name(args, options);
        String path = options.remove("--file");
        boolean replace = options.remove(REPLACE) != null;
        if (name == null || path == null || (replace && !options.isEmpty())) {
            err.println(USAGE);
            return 2;
        }
        Path file = Path.of(path);
        UsersFileEditor editor = new UsersFileEditor(file);
        try {
            Optional<String> present = editor.password(name);
            if (replace && present.isEmpty()) {
                err.println("there is no user " + name + " in " + file);
                return 1;
            }
            if (!replace && present.isPresent()) {
                err.println(name + " is in " + file + " already; " + REPLACE + " changes the password");
                return 1;
            }
            String password = input.read();
            String refusal = PasswordRules.refusal(name, password);
            if (refusal != null) {
                err.println(refusal);
                return 1;
            }
            PasswordHash hash = PasswordHash.create(password);
            if (present.isEmpty()) {
                editor.append(lines(name, hash, options));
                out.println("added " + name + " to " + file);
            } else if (editor.replacePassword(name, present.get(), hash.text())) {
                out.println("replaced the password of " + name + " in " + file);
            } else {
                err.println(file + " was changed meanwhile; try again");
                return 1;
            }
            return 0;
        } catch (PasswordInput.UnusableException | UnusableFileException unusable) {
            err.println(unusable.getMessage());
        } catch (IOException unwritable) {
            err.println("cannot change the file (" + unwritable.getClass().getSimpleName() + ")");
        }
        return 1;
    }

    /** Returns the name and collects the options; {@code null} if the arguments do not follow the usage. */
    private static @Nullable String name(String[] args, Map<String, String> options) {
        String name = null;
        for (int i = 0; i < args.length; i++) {
            if (OPTIONS.contains(args[i])) {
                if (i + 1 == args.length || options.putIfAbsent(args[i], args[i + 1]) != null) {
                    return null;
                }
                i++;
            } else if (args[i].equals(REPLACE)) {
                if (options.putIfAbsent(REPLACE, "") != null) {
                    return null;
                }
            } else if (name == null && !args[i].startsWith("--")) {
                name = args[i];
            } else {
                return null;
            }
        }
        return name;
    }

    private static List<String> lines(String name, PasswordHash hash, Map<String, String> options)
            throws PasswordInput.UnusableException {
        List<String> lines = new ArrayList<>();
        lines.add("user." + name + ".password = " + hash.text());
        for (Map.Entry<String, String> option : options.entrySet()) {
            lines.add("user." + name + "." + option.getKey().substring(2) + " = " + option.getValue());
        }
        for (String line : lines) {
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new PasswordInput.UnusableException("a value contains a line break; expected one line");
            }
        }
        return lines;
    }
}
