package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables of Camunda's own clients. Of several names for one thing the first one that is set counts, and the others may not say something else: a secret
 * that goes to the wrong server is lost. Audiences are the exception, as each name is for another product.
 */
final class TokenEnvironment {

    static final List<String> CLIENT_ID = List.of("CAMUNDA_CLIENT_ID", "ZEEBE_CLIENT_ID");
    static final List<String> CLIENT_SECRET = List.of("CAMUNDA_CLIENT_SECRET", "ZEEBE_CLIENT_SECRET");
    static final List<String> TOKEN_ENDPOINT =
            List.of("CAMUNDA_OAUTH_URL", "CAMUNDA_AUTHORIZATION_SERVER_URL", "ZEEBE_AUTHORIZATION_SERVER_URL");
    static final List<String> ISSUER = List.of("CAMUNDA_ISSUER_URL");
    static final List<String> AUDIENCE =
            List.of("CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "CAMUNDA_TOKEN_AUDIENCE", "ZEEBE_TOKEN_AUDIENCE");
    static final List<String> SCOPE = List.of("CAMUNDA_TOKEN_SCOPE", "ZEEBE_TOKEN_SCOPE");
    static final List<String> CONNECT_TIMEOUT = List.of("CAMUNDA_AUTH_CONNECT_TIMEOUT", "ZEEBE_AUTH_CONNECT_TIMEOUT");
    static final List<String> READ_TIMEOUT = List.of("CAMUNDA_AUTH_READ_TIMEOUT", "ZEEBE_AUTH_READ_TIMEOUT");

    private final Map<String, String> variables;

    TokenEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    TokenClientBuilder builder() {
        refuseOtherWays();
        TokenClientBuilder builder = new TokenClientBuilder();
        agreed(CLIENT_ID, builder::clientId);
        String secret = agreed(CLIENT_SECRET);
        if (secret != null) {
            given(CLIENT_SECRET, () -> builder.clientSecret(secret));
        }
        // An endpoint that was named goes before one that would have to be found out.
        agreed(ISSUER, builder::issuer);
        String endpoint = agreed(TOKEN_ENDPOINT);
        if (endpoint != null) {
            builder.tokenEndpoint(endpoint);
        }
        builder.audience(first(AUDIENCE));
        builder.scope(agreed(SCOPE));
        millis(CONNECT_TIMEOUT, builder::connectTimeout);
        millis(READ_TIMEOUT, builder::requestTimeout);
        return builder;
    }

    private void refuseOtherWays() {
        String disabled = value("CAMUNDA_OAUTH_DISABLED");
        if (disabled != null && !disabled.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("CAMUNDA_OAUTH_DISABLED is set: no token is wanted");
        }
        String strategy = value("CAMUNDA_AUTH_STRATEGY");
        if (strategy != null && !strategy.toUpperCase(Locale.ROOT).equals("OAUTH")) {
            throw new IllegalArgumentException(
                    "CAMUNDA_AUTH_STRATEGY is not OAUTH: tokens are for the strategy OAUTH alone");
        }
    }

    private void agreed(List<String> names, Consumer<String> setter) {
        String value = agreed(names);
        if (value != null) {
            setter.accept(value);
        }
    }

    private @Nullable String agreed(List<String> names) {
        String chosen = null;
        String by = null;
        for (String name : names) {
            String value = value(name);
            if (value != null && chosen == null) {
                chosen = value;
                by = name;
            } else if (value != null && !same(names, chosen, value)) {
                throw new IllegalArgumentException(by + " and " + name + " contradict each other: unset one of them");
            }
        }
        return chosen;
    }

    /** Some clients have the address with a slash at its end as their default. */
    private static boolean same(List<String> names, @Nullable String one, String other) {
        return names.equals(TOKEN_ENDPOINT) && one != null
                ? withoutSlash(one).equals(withoutSlash(other))
                : other.equals(one);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private @Nullable String first(List<String> names) {
        for (String name : names) {
            String value = value(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void millis(List<String> names, Consumer<Duration> setter) {
        String value = agreed(names);
        if (value != null) {
            given(names, () -> {
                if (value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    throw new IllegalArgumentException("no number of milliseconds");
                }
                setter.accept(Duration.ofMillis(Long.parseLong(value)));
            });
        }
    }

    private void given(List<String> names, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException problem) {
            String name = names.stream()
                    .filter(each -> value(each) != null)
                    .findFirst()
                    .orElse("");
            throw new IllegalArgumentException(name + ": " + problem.getMessage());
        }
    }

    /** An empty variable is none, as in a shell. */
    private @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "TokenEnvironment[masked]";
    }
}
