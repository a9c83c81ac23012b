package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.web.Resources;
import org.jspecify.annotations.Nullable;

/**
 * The script that started the process, for messages that say what to type. Immutable.
 *
 * @param archive the name of the command of the archive; {@code null} for the scripts of a checkout
 */
record StartScript(@Nullable String archive) {

    /** The system property with which the command of the archive tells its name. */
    private static final String NAME = "gatehouse.command";

    static StartScript ofProcess() {
        return new StartScript(System.getProperty(NAME));
    }

    /** Returns the help. The command of the archive has its own; {@code samples/run} prints this one before a build. */
    String usage() {
        return archive == null ? Resources.text("/usage.txt") : "See " + archive + " help." + System.lineSeparator();
    }

    /** Returns what prints all settings. */
    String checkOfAll() {
        return archive == null ? "--check=all" : archive + " check --all";
    }

    /** Returns the command that prints a token. */
    String token() {
        return archive == null ? "samples/token" : archive + " token";
    }

    /** Returns the help of the command that prints a token. */
    String tokenUsage() {
        return Resources.text("/token-usage.txt").replace("samples/token", token());
    }

    /** Returns what to do when the identity provider of the demo does not answer. */
    String demoHint() {
        return archive == null
                ? "Start the demo first: samples/run"
                : "Without --url or --issuer, the token comes from the demo of a checkout (samples/run). See " + token()
                        + " --help.";
    }
}
