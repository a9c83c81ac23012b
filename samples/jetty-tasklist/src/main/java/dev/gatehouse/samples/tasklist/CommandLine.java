package dev.gatehouse.samples.tasklist;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parsed command line. Immutable.
 *
 * @param mode what to run
 * @param port the port, instead of {@code sample.port}; 0 for any free port
 * @param idpPort the port of the demo identity provider; 0 for any free port
 * @param data the data directory, instead of {@code sample.data}
 * @param config the properties file, in mode {@link Mode#CONFIGURED} only
 * @param inspection what to do instead of the start; {@code null} to start
 * @param extensions the directory with jars of more mechanisms
 */
record CommandLine(
        Mode mode,
        @Nullable Integer port,
        int idpPort,
        @Nullable Path data,
        @Nullable Path config,
        @Nullable Inspection inspection,
        @Nullable Path extensions) {

    static final int IDP_PORT = 18080;

    /** What to run. */
    enum Mode {
        /** The demo with well-known users, on the loopback interface. */
        DEMO,
        /** The demo without the identity provider, which runs in another process. */
        DEMO_WITHOUT_IDP,
        /** The identity provider only. */
        IDP_ONLY,
        /** The application with the settings of a file. */
        CONFIGURED,
        /** Only looks into an audit log. */
        OFFLINE,
        /** Only prints the help. */
        HELP,
        /** Only prints the version. */
        VERSION
    }

    /**
     * Parses the arguments.
     *
     * @throws UsageException if an option is unknown, lacks its value, or excludes another one
     */
    static CommandLine parse(String... arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Integer port = null;
        Integer idpPort = null;
        Path data = null;
        Path config = null;
        Path extensions = null;
        Mode mode = null;
        InspectionOptions inspection = new InspectionOptions();
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                rest.push(argument.substring(equals + 1));
            }
            switch (option) {
                case "--port" -> port = port(option, rest);
                case "--idp-port" -> idpPort = port(option, rest);
                case "--data" -> data = path(option, rest);
                case "--config" -> {
                    config = path(option, rest);
                    mode = only(mode, Mode.CONFIGURED);
                }
                case "--extensions" -> extensions = path(option, rest);
                case "--demo" -> mode = only(mode, flag(Mode.DEMO, argument, equals));
                case "--no-idp" -> mode = only(mode, flag(Mode.DEMO_WITHOUT_IDP, argument, equals));
                case "--only-idp" -> mode = only(mode, flag(Mode.IDP_ONLY, argument, equals));
                case "--help", "-h" -> {
                    return only(Mode.HELP);
                }
                case "--version" -> {
                    return only(Mode.VERSION);
                }
                case "--check" -> inspection.check(equals >= 0 ? value(option, rest) : "");
                case "--explain" -> inspection.request(value(option, rest));
                case "--explain-id" -> inspection.id(value(option, rest));
                case "--log" -> inspection.log(value(option, rest));
                default -> throw new UsageException("unknown option " + argument);
            }
        }
        if (mode == Mode.CONFIGURED && idpPort != null) {
            throw new UsageException(
                    "--idp-port applies to the demo only; with --config, set the issuers in the settings file");
        }
        Inspection inspected = inspection.chosen(mode);
        if (inspected instanceof Inspection.Refusal) {
            mode = Mode.OFFLINE;
        }
        return new CommandLine(
                mode == null ? Mode.DEMO : mode,
                port,
                idpPort == null ? IDP_PORT : idpPort,
                data,
                config,
                inspected,
                extensions);
    }

    private static CommandLine only(Mode mode) {
        return new CommandLine(mode, null, IDP_PORT, null, null, null, null);
    }

    boolean isDemo() {
        return mode == Mode.DEMO || mode == Mode.DEMO_WITHOUT_IDP;
    }

    private static Mode only(@Nullable Mode before, Mode mode) throws UsageException {
        boolean narrows = before == Mode.DEMO && mode == Mode.DEMO_WITHOUT_IDP;
        if (before != null && before != mode && !narrows) {
            throw new UsageException("only one of --config, --demo, --no-idp and --only-idp is allowed");
        }
        return mode;
    }

    private static Mode flag(Mode mode, String argument, int equals) throws UsageException {
        if (equals >= 0) {
            throw new UsageException(argument.substring(0, equals) + " takes no value");
        }
        return mode;
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
        String value = rest.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " requires a value");
        }
        return value;
    }

    private static Integer port(String option, Deque<String> rest) throws UsageException {
        String value = value(option, rest);
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Same message as for a number out of range.
        }
        throw new UsageException(option + " requires an integer between 0 and 65535");
    }

    private static Path path(String option, Deque<String> rest) throws UsageException {
        try {
            return Path.of(value(option, rest));
        } catch (InvalidPathException invalid) {
            throw new UsageException(option + " requires a path");
        }
    }
}
