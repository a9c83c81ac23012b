package dev.gatehouse.samples.tasklist;

import dev.gatehouse.jwt.client.TokenClient;
import dev.gatehouse.jwt.client.TokenClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parsed command line of {@link TokenCommand}. It contains names of files and no secrets. Immutable. */
final class TokenCommandLine {

    static final String DEMO_URL = "http://localhost:" + CommandLine.IDP_PORT + "/oauth/token";
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String DEMO_CLIENT = "demo-client";
    private static final String DEMO_SECRET = "demo-secret";
    private static final String DEMO_AUDIENCE = "tasklist.camunda.io";

    private static final List<String> CLIENT_VARIABLES =
            List.of("CAMUNDA_CLIENT_ID", "CAMUNDA_CLIENT_SECRET", "ZEEBE_CLIENT_ID", "ZEEBE_CLIENT_SECRET");
    private static final List<String> SERVER_VARIABLES = List.of(
            "CAMUNDA_OAUTH_URL",
            "CAMUNDA_AUTHORIZATION_SERVER_URL",
            "ZEEBE_AUTHORIZATION_SERVER_URL",
            "CAMUNDA_ISSUER_URL");

    private enum Option {
        URL,
        ISSUER,
        CLIENT_ID,
        CLIENT_SECRET_FILE,
        PRIVATE_KEY_FILE,
        AUDIENCE,
        SCOPE,
        JSON,
        BASIC,
        ALLOW_PLAIN_HTTP,
        HEADER,
        HELP;

        private String text() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private boolean takesValue() {
            return compareTo(JSON) < 0;
        }
    }

    private final Map<Option, String> options;

    private TokenCommandLine(Map<Option, String> options) {
        this.options = options;
    }

    /**
     * Parses the arguments.
     *
     * @throws UsageException if an option is unknown, is given twice, lacks its value, or excludes another one
     */
    static TokenCommandLine parse(String... arguments) throws UsageException {
        Map<Option, String> options = new EnumMap<>(Option.class);
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Option option = option(name);
            String value = equals >= 0 ? argument.substring(equals + 1) : option.takesValue() ? rest.poll() : "";
            boolean given = value != null && !value.isBlank() && (equals >= 0 || !value.startsWith("--"));
            if (option.takesValue() && !given) {
                throw new UsageException(name + " requires a value");
            }
            if (!option.takesValue() && equals >= 0) {
                throw new UsageException(name + " takes no value");
            }
            if (options.put(option, String.valueOf(value)) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        refuseBoth(options, Option.URL, Option.ISSUER);
        refuseBoth(options, Option.CLIENT_SECRET_FILE, Option.PRIVATE_KEY_FILE);
        return new TokenCommandLine(options);
    }

    private static Option option(String name) throws UsageException {
        if (name.equals("-h")) {
            return Option.HELP;
        }
        if (name.equals("--client-secret")) {
            throw new UsageException("--client-secret is not supported, because the list of processes would show it;"
                    + " use --client-secret-file or the variable ZEEBE_CLIENT_SECRET");
        }
        for (Option option : Option.values()) {
            if (option.text().equals(name)) {
                return option;
            }
        }
        throw new UsageException(
                name.startsWith("--") ? "unknown option " + name : "expected an option that starts with --");
    }

    private static void refuseBoth(Map<Option, String> options, Option one, Option other) throws UsageException {
        if (options.containsKey(one) && options.containsKey(other)) {
            throw new UsageException(one.text() + " and " + other.text() + " exclude each other");
        }
    }

    boolean help() {
        return options.containsKey(Option.HELP);
    }

    boolean header() {
        return options.containsKey(Option.HEADER);
    }

    /**
     * Returns the client. Options override variables, and variables override the demo. The credentials of a configured
     * client are never sent to the demo. The demo client may be used with another server, because its secret is public.
     *
     * @throws UsageException if a file cannot be read
     */
    TokenClientBuilder client(Map<String, String> environment) throws UsageException {
        TokenClientBuilder builder = TokenClient.fromEnvironment(environment);
        if (!namesClient(environment)) {
            builder.clientId(DEMO_CLIENT).clientSecret(DEMO_SECRET);
        }
        if (asksDemonstration(environment)) {
            builder.tokenEndpoint(DEMO_URL).audience(DEMO_AUDIENCE);
        }
        apply(builder);
        // The command does nothing else meanwhile, so a late token is better than none.
        return builder.connectTimeout(PATIENCE).requestTimeout(PATIENCE).deadline(PATIENCE);
    }

    /** Returns whether the token comes from the demo, because no other client or server is configured. */
    boolean asksDemonstration(Map<String, String> environment) {
        boolean namesServer = isAnySet(environment, SERVER_VARIABLES)
                || options.containsKey(Option.URL)
                || options.containsKey(Option.ISSUER);
        return !namesServer && !namesClient(environment);
    }

    private boolean namesClient(Map<String, String> environment) {
        return isAnySet(environment, CLIENT_VARIABLES)
                || options.containsKey(Option.CLIENT_ID)
                || options.containsKey(Option.CLIENT_SECRET_FILE)
                || options.containsKey(Option.PRIVATE_KEY_FILE);
    }

    private void apply(TokenClientBuilder builder) throws UsageException {
        for (Map.Entry<Option, String> given : options.entrySet()) {
            String value = given.getValue();
            switch (given.getKey()) {
                case URL -> builder.tokenEndpoint(value);
                case ISSUER -> builder.issuer(value);
                case CLIENT_ID -> builder.clientId(value);
                case CLIENT_SECRET_FILE -> builder.clientSecret(withoutLineBreak(file(given.getKey(), value)));
                case PRIVATE_KEY_FILE -> builder.privateKey(file(given.getKey(), value), null);
                case AUDIENCE -> builder.audience(value);
                case SCOPE -> builder.scope(value);
                case JSON -> builder.jsonBody();
                case BASIC -> builder.secretInHeader();
                case ALLOW_PLAIN_HTTP -> builder.allowPlainHttp();
                case HEADER, HELP -> {}
            }
        }
    }

    private static boolean isAnySet(Map<String, String> environment, List<String> names) {
        return names.stream().map(environment::get).anyMatch(value -> value != null && !value.isBlank());
    }

    private static String file(Option option, String name) throws UsageException {
        try {
            return Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException unreadable) {
            throw new UsageException(option.text() + ": cannot read the file ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /** Editors end a file with a line break, which is not part of the secret. */
    private static String withoutLineBreak(String text) {
        int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
        return text.substring(0, text.length() - end);
    }
}
