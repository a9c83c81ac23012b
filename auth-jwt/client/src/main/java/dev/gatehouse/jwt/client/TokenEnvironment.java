package dev.gatehouse.jwt.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the environment variables of Camunda's own clients.
 *
 * <p>Several variables can exist for one setting. The first one that is set counts. A later one must not differ,
 * because a secret that is sent to the wrong server is compromised. Audiences are an exception: each variable belongs
 * to another product.
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

    /** Refuses variables that select another way to authenticate, or none. */
    void refuseOtherMethods() {
        String disabled = value("CAMUNDA_OAUTH_DISABLED");
        if (disabled != null && !disabled.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("CAMUNDA_OAUTH_DISABLED: expected false; unset it to obtain tokens");
        }
        String strategy = value("CAMUNDA_AUTH_STRATEGY");
        if (strategy != null && !strategy.toUpperCase(Locale.ROOT).equals("OAUTH")) {
            throw new IllegalArgumentException(
                    "CAMUNDA_AUTH_STRATEGY: expected OAUTH; other strategies are not supported");
        }
    }

    /** Passes on the value of a setting; does nothing if no variable is set. */
    void agreed(List<String> names, Consumer<String> setter) {
        String value = agreed(names);
        if (value != null) {
            given(names, () -> setter.accept(value));
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
                throw new IllegalArgumentException(by + " and " + name + " differ; unset one of them");
            }
        }
        return chosen;
    }

    /** Some clients have a trailing slash in their default URL. */
    private static boolean same(List<String> names, @Nullable String one, String other) {
        return (names.equals(TOKEN_ENDPOINT) && one != null)
                ? withoutSlash(one).equals(withoutSlash(other))
                : other.equals(one);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Passes on the first value that is set; the others may differ. */
    void first(List<String> names, Consumer<String> setter) {
        for (String name : names) {
            String value = value(name);
            if (value != null) {
                setter.accept(value);
                return;
            }
        }
    }

    void millis(List<String> names, Consumer<Duration> setter) {
        agreed(names, value -> {
            if (value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("expected a number of milliseconds");
            }
            setter.accept(Duration.ofMillis(Long.parseLong(value)));
        });
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

    /** An empty variable counts as absent, as in a shell. */
    private @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Omits the values, which may be secrets. */
    @Override
    public String toString() {
        return "TokenEnvironment[masked]";
    }
}
