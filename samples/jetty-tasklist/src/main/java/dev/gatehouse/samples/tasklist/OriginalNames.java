package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that the original Tasklist has for settings, as environment variables in all their spellings and as system
 * properties. They are defaults: files and the regular names of the settings override them. If two names give one
 * setting different values, the start is refused.
 */
final class OriginalNames {

    private static final String TASKLIST = "camunda.tasklist.";
    private static final String IDENTITY = "camunda.tasklist.identity.";
    private static final String LOGIN = "auth.login.";
    private static final String LOGIN_PROVIDER = LOGIN + "provider";
    /** The type of the Keycloak of Identity, whose tokens have permissions by audience. */
    private static final String CAMUNDA = "camunda";

    /** Converts a value of the original; {@code null} if it sets nothing. */
    @FunctionalInterface
    private interface Conversion {
        @Nullable
        String of(String value);
    }

    /**
     * A setting that a name of the original stands for.
     *
     * @param withClient whether it is one only together with the client of a log-in
     */
    private record Target(String key, Conversion conversion, boolean withClient) {}

    /**
     * A name of the original.
     *
     * @param properties its spellings as a property, lower case words joined by dots and hyphens
     * @param variables further environment variables
     */
    private record Name(List<String> properties, List<String> variables, List<Target> targets) {}

    /**
     * What a name of the original sets.
     *
     * @param name the variable or property, as it was found
     */
    record Found(String name, String key, String value) {}

    /** The names of the client that people log in with. */
    private static final List<Name> CLIENT = List.of(
            name(List.of(IDENTITY + "client-id"), List.of("CAMUNDA_IDENTITY_CLIENT_ID"), same(LOGIN + "client-id")),
            name(
                    List.of(IDENTITY + "client-secret"),
                    List.of("CAMUNDA_IDENTITY_CLIENT_SECRET"),
                    same(LOGIN + "client-secret")));

    private static final List<Name> OTHERS = List.of(
            name(
                    List.of(IDENTITY + "issuer-url"),
                    List.of("CAMUNDA_IDENTITY_ISSUER", "CAMUNDA_IDENTITY_ISSUER_URL"),
                    same("auth.identity.issuer"),
                    withClient(LOGIN + "issuer", value -> value)),
            name(
                    List.of(IDENTITY + "issuer-backend-url"),
                    List.of("CAMUNDA_IDENTITY_ISSUER_BACKEND_URL"),
                    same("auth.identity.issuer-backend-url"),
                    withClient(LOGIN + "issuer-backend-url", value -> value)),
            name(
                    List.of(IDENTITY + "audience"),
                    List.of("CAMUNDA_IDENTITY_AUDIENCE"),
                    same("auth.identity.audience"),
                    withClient(LOGIN + "audience", value -> value)),
            name(List.of(IDENTITY + "redirect-root-url"), List.of(), same(LOGIN + "redirect-root")),
            name(
                    List.of(IDENTITY + "base-url"),
                    List.of("CAMUNDA_IDENTITY_BASE_URL"),
                    same("auth.identity.service.url"),
                    withClient(LOGIN + "service.url", value -> value)),
            name(
                    List.of(IDENTITY + "type"),
                    List.of("CAMUNDA_IDENTITY_TYPE"),
                    target("auth.identity.provider", OriginalNames::provider),
                    withClient(LOGIN_PROVIDER, OriginalNames::loginProvider),
                    withClient(LOGIN + "permissions-from", OriginalNames::source),
                    withClient(LOGIN + "groups-from", OriginalNames::source)),
            name(
                    List.of(IDENTITY + "resource-permissions-enabled"),
                    List.of(),
                    same("tasklist.resource-permissions"),
                    target("auth.identity.authorizations-from", OriginalNames::service),
                    withClient(LOGIN + "authorizations-from", OriginalNames::service)),
            name(
                    List.of(IDENTITY + "user-access-restrictions-enabled", IDENTITY + "user-restrictions-enabled"),
                    List.of(),
                    same("tasklist.user-access-restrictions")),
            name(
                    List.of(TASKLIST + "multi-tenancy.enabled"),
                    List.of(),
                    same("tasklist.multi-tenancy"),
                    target("auth.identity.tenants-from", OriginalNames::service),
                    withClient(LOGIN + "tenants-from", OriginalNames::service)),
            name(List.of(TASKLIST + "client.audience"), List.of(), same("auth.jwt.audience")),
            name(List.of("spring.security.oauth2.resourceserver.jwt.issuer-uri"), List.of(), same("auth.jwt.issuer")),
            name(
                    List.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri"),
                    List.of(),
                    same("auth.jwt.jwks-uri")),
            name(List.of("server.servlet.session.cookie.name"), List.of(), same("auth.cookie.name")));

    private static final List<Name> NAMES =
            Stream.concat(CLIENT.stream(), OTHERS.stream()).toList();

    private OriginalNames() {}

    private static Name name(List<String> properties, List<String> variables, Target... targets) {
        return new Name(properties, variables, List.of(targets));
    }

    private static Target same(String key) {
        return target(key, value -> value);
    }

    private static Target target(String key, Conversion conversion) {
        return new Target(key, conversion, false);
    }

    private static Target withClient(String key, Conversion conversion) {
        return new Target(key, conversion, true);
    }

    private static @Nullable String service(String enabled) {
        return Boolean.parseBoolean(enabled) ? "service" : null;
    }

    /** The original calls Entra ID by its former vendor name. A name that is not known here is refused as a setting. */
    private static String provider(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("microsoft") ? "entra" : lower;
    }

    private static String loginProvider(String type) {
        String provider = provider(type);
        return provider.equals("keycloak") ? CAMUNDA : provider;
    }

    /** In the original, Keycloak and Auth0 alone have permissions in their tokens. */
    private static @Nullable String source(String type) {
        String provider = provider(type);
        return provider.equals("keycloak") || provider.equals("auth0") ? null : "service";
    }

    /** The environment variables that stand for the same settings. */
    record Row(List<String> variables, List<String> keys) {}

    /** Returns all environment variables of the original, and the settings that they can set. */
    static List<Row> table() {
        return NAMES.stream()
                .map(name -> new Row(
                        variables(name),
                        name.targets().stream().map(Target::key).toList()))
                .toList();
    }

    /**
     * Returns the settings that names of the original set, by key.
     *
     * @throws SettingException if two names give one setting different values
     */
    static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        found(environment).forEach((key, found) -> settings.put(key, found.value()));
        return settings;
    }

    /**
     * Returns what names of the original set, by key. Bearer tokens and log-ins have some of them in common. These set
     * up a log-in only together with the client that it needs. As in the original, the provider is then the Keycloak of
     * Identity, unless a name says otherwise.
     *
     * @throws SettingException if two names give one setting different values
     */
    static Map<String, Found> found(Environment environment) {
        List<String> client = CLIENT.stream()
                .flatMap(name -> values(name, environment).keySet().stream())
                .toList();
        Map<String, Found> all = new LinkedHashMap<>();
        for (Name name : NAMES) {
            for (Map.Entry<String, String> given : values(name, environment).entrySet()) {
                for (Target target : name.targets()) {
                    if (client.isEmpty() && target.withClient()) {
                        continue;
                    }
                    String value = target.conversion().of(given.getValue());
                    if (value != null) {
                        add(all, new Found(given.getKey(), target.key(), value));
                    }
                }
            }
        }
        if (!client.isEmpty()) {
            all.putIfAbsent(LOGIN_PROVIDER, new Found(client.get(0), LOGIN_PROVIDER, CAMUNDA));
        }
        return all;
    }

    private static void add(Map<String, Found> all, Found found) {
        Found earlier = all.putIfAbsent(found.key(), found);
        if (earlier != null && !earlier.value().equals(found.value())) {
            throw new SettingException(
                    found.key(),
                    found.key() + ": " + earlier.name() + " and " + found.name()
                            + " give it different values; remove one of them, or set " + found.key()
                            + " in the file and remove both");
        }
    }

    /** Returns the values that the environment has for a name, by their spellings. */
    private static Map<String, String> values(Name name, Environment environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String variable : variables(name)) {
            put(values, variable, environment.variable(variable));
        }
        for (String property : name.properties()) {
            for (String spelling : List.of(property, camelCase(property), property.replace("-", ""))) {
                put(values, spelling, environment.property(spelling));
            }
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value.strip());
        }
    }

    /** Spring accepts variables with and without an underscore between the words of a property. */
    private static List<String> variables(Name name) {
        List<String> variables = new ArrayList<>();
        for (String property : name.properties()) {
            String upper = property.toUpperCase(Locale.ROOT).replace('.', '_');
            variables.add(upper.replace("-", ""));
            if (upper.indexOf('-') >= 0) {
                variables.add(upper.replace('-', '_'));
            }
        }
        variables.addAll(name.variables());
        return variables;
    }

    private static String camelCase(String property) {
        StringBuilder text = new StringBuilder();
        boolean next = false;
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            if (c == '-') {
                next = true;
            } else {
                text.append(next ? Character.toUpperCase(c) : c);
                next = false;
            }
        }
        return text.toString();
    }

    /** Returns the name of the original that sets a key; null if none does. */
    static @Nullable String nameFor(String key, Environment environment) {
        Found found = found(environment).get(key);
        return found == null ? null : found.name();
    }

    /**
     * Returns one line for each name of the original that was found: what it sets, or that something else sets it.
     *
     * @param settings the settings in use, as the host describes them
     */
    static List<String> report(Environment environment, List<String> settings) {
        List<String> lines = new ArrayList<>();
        for (Found found : found(environment).values()) {
            String start = found.key() + " = ";
            String used = settings.stream()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElse("");
            lines.add(
                    used.endsWith(" (code)")
                            ? found.name() + " sets " + used.substring(0, used.length() - " (code)".length())
                            : found.name() + " is not used, because there is " + used);
        }
        return lines;
    }
}
