package dev.gatehouse.samples.tasklist;

import dev.gatehouse.jwt.client.AccessToken;
import dev.gatehouse.jwt.client.TokenClient;
import dev.gatehouse.jwt.client.TokenException;
import java.io.PrintStream;
import java.util.Map;

/** Prints an access token to standard output, and problems to standard error. */
public final class TokenCommand {

    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int LATER = 3;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final StartScript script;

    TokenCommand(PrintStream out, PrintStream err, Map<String, String> environment, StartScript script) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.script = script;
    }

    /**
     * Prints a token or an error message.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        // The log goes to standard output, which must contain the token only. Problems go to standard error.
        System.setProperty("LOG_LEVEL", "OFF");
        int status = new TokenCommand(System.out, System.err, System.getenv(), StartScript.ofProcess()).run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    int run(String... arguments) {
        boolean demo = false;
        try {
            TokenCommandLine commandLine = TokenCommandLine.parse(arguments);
            if (commandLine.help()) {
                out.print(script.tokenUsage());
                return 0;
            }
            demo = commandLine.asksDemonstration(environment);
            try (TokenClient tokens = commandLine.client(environment).build()) {
                AccessToken token = tokens.token();
                out.println(commandLine.header() ? "Authorization: " + token.authorization() : token.value());
                return 0;
            }
        } catch (UsageException | IllegalArgumentException problem) {
            err.println(problem.getMessage());
            err.println("See " + script.token() + " --help.");
            return USAGE;
        } catch (TokenException problem) {
            err.println("No token: " + problem.getMessage());
            if (demo && problem.kind() == TokenException.Kind.UNAVAILABLE) {
                err.println(script.demoHint());
            }
            return status(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println("No token: interrupted");
            return LATER;
        }
    }

    private static int status(TokenException problem) {
        return switch (problem.kind()) {
            case UNAVAILABLE, THROTTLED, TIMEOUT -> LATER;
            default -> REFUSED;
        };
    }
}
