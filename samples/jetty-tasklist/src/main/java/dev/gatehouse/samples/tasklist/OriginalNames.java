package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that the original Tasklist has for settings, as environment variables in all their spellings and as system
 * properties. They are defaults: files and the regular names of the settings override them. If two names give one
 * setting different values, the start is refused.
 */
final class OriginalNames {

    private static final String TASKLIST = "camunda.tasklist.";
    private static final String IDENTITY = "camunda.tasklist.identity.";

    /** Converts a value of the original; {@code null} if it sets nothing. */
    @FunctionalInterface
    private interface Conversion {
        @Nullable
        String of(String value);
    }

    /** A setting that a name of the original stands for. */
    private record Target(String key, Conversion conversion) {}

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

    private static final List<Name> NAMES = List.of(
            name(
                    List.of(IDENTITY + "issuer-url"),
                    List.of("CAMUNDA_IDENTITY_ISSUER", "CAMUNDA_IDENTITY_ISSUER_URL"),
                    same("auth.identity.issuer")),
            name(
                    List.of(IDENTITY + "issuer-backend-url"),
                    List.of("CAMUNDA_IDENTITY_ISSUER_BACKEND_URL"),
                    same("auth.identity.issuer-backend-url")),
            name(List.of(IDENTITY + "audience"), List.of("CAMUNDA_IDENTITY_AUDIENCE"), same("auth.identity.audience")),
            name(
                    List.of(IDENTITY + "base-url"),
                    List.of("CAMUNDA_IDENTITY_BASE_URL"),
                    same("auth.identity.service.url")),
            name(
                    List.of(IDENTITY + "type"),
                    List.of("CAMUNDA_IDENTITY_TYPE"),
                    new Target("auth.identity.provider", OriginalNames::provider)),
            name(
                    List.of(IDENTITY + "resource-permissions-enabled"),
                    List.of(),
                    same("tasklist.resource-permissions"),
                    new Target("auth.identity.authorizations-from", OriginalNames::service)),
            name(
                    List.of(IDENTITY + "user-access-restrictions-enabled", IDENTITY + "user-restrictions-enabled"),
                    List.of(),
                    same("tasklist.user-access-restrictions")),
            name(
                    List.of(TASKLIST + "multi-tenancy.enabled"),
                    List.of(),
                    same("tasklist.multi-tenancy"),
                    new Target("auth.identity.tenants-from", OriginalNames::service)),
            name(List.of(TASKLIST + "client.audience"), List.of(), same("auth.jwt.audience")),
            name(List.of("spring.security.oauth2.resourceserver.jwt.issuer-uri"), List.of(), same("auth.jwt.issuer")),
            name(
                    List.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri"),
                    List.of(),
                    same("auth.jwt.jwks-uri")),
            name(List.of("server.servlet.session.cookie.name"), List.of(), same("auth.cookie.name")));

    private OriginalNames() {}

    private static Name name(List<String> properties, List<String> variables, Target... targets) {
        return new Name(properties, variables, List.of(targets));
    }

    private static Target same(String key) {
        return new Target(key, value -> value);
    }

    private static @Nullable String service(String enabled) {
        return Boolean.parseBoolean(enabled) ? "service" : null;
    }

    /** The original calls Entra ID by its former vendor name. A name that is not known here is refused as a setting. */
    private static String provider(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("microsoft") ? "entra" : lower;
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
     * Returns what names of the original set, by key.
     *
     * @throws SettingException if two names give one setting different values
     */
    static Map<String, Found> found(Environment environment) {
        Map<String, Found> all = new LinkedHashMap<>();
        for (Name name : NAMES) {
            for (Map.Entry<String, String> given : values(name, environment).entrySet()) {
                for (Target target : name.targets()) {
                    String value = target.conversion().of(given.getValue());
                    if (value != null) {
                        add(all, new Found(given.getKey(), target.key(), value));
                    }
                }
            }
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
