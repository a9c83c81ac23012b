package dev.gatehouse.samples.tasklist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables of the original Tasklist that have an equivalent here. They are defaults: files and the regular
 * variables of the settings override them.
 */
enum OriginalNames {
    IDENTITY_ISSUER(
            "auth.identity.issuer",
            "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL",
            "CAMUNDA_TASKLIST_IDENTITY_ISSUERURL",
            "CAMUNDA_IDENTITY_ISSUER"),
    IDENTITY_ISSUER_BACKEND_URL(
            "auth.identity.issuer-backend-url",
            "CAMUNDA_TASKLIST_IDENTITY_ISSUER_BACKEND_URL",
            "CAMUNDA_TASKLIST_IDENTITY_ISSUERBACKENDURL",
            "CAMUNDA_IDENTITY_ISSUER_BACKEND_URL"),
    IDENTITY_AUDIENCE("auth.identity.audience", "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE", "CAMUNDA_IDENTITY_AUDIENCE"),
    CLIENT_AUDIENCE("auth.jwt.audience", "CAMUNDA_TASKLIST_CLIENT_AUDIENCE"),
    JWT_ISSUER(
            "auth.jwt.issuer",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI"),
    JWT_KEYS(
            "auth.jwt.jwks-uri",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI"),
    COOKIE_NAME("auth.cookie.name", "SERVER_SERVLET_SESSION_COOKIE_NAME");

    private final String key;
    private final List<String> variables;

    OriginalNames(String key, String... variables) {
        this.key = key;
        this.variables = List.of(variables);
    }

    String key() {
        return key;
    }

    List<String> variables() {
        return variables;
    }

    /** Returns the settings from original variables of the environment. */
    static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (OriginalNames name : values()) {
            String variable = name.variableIn(environment);
            if (variable != null) {
                settings.put(name.key, String.valueOf(environment.variable(variable)));
            }
        }
        return settings;
    }

    /** Returns the original variable that sets a key; null if none does. */
    static @Nullable String variableFor(String key, Environment environment) {
        for (OriginalNames name : values()) {
            if (name.key.equals(key)) {
                return name.variableIn(environment);
            }
        }
        return null;
    }

    private @Nullable String variableIn(Environment environment) {
        for (String variable : variables) {
            String value = environment.variable(variable);
            if (value != null && !value.isBlank()) {
                return variable;
            }
        }
        return null;
    }
}
