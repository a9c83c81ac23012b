package dev.gatehouse.jwt.interop;

import java.util.HashMap;
import java.util.Map;

/** The mechanism that asks Keycloak about each token, with the settings that the documentation recommends. */
final class Introspection {

    private static final String PREFIX = "auth.introspection.";

    private Introspection() {}

    /** Returns the settings of an API that is the client {@code tasklist-api}. */
    static Map<String, String> settings(String issuer) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", "introspection");
        // How busy the machine is must not decide whether the issuer answers in time.
        settings.put("auth.http.connect-timeout", "30s");
        settings.put("auth.http.timeout", "60s");
        settings.put(PREFIX + "issuer", issuer);
        settings.put(PREFIX + "audience", "tasklist-api");
        settings.put(PREFIX + "client-id", "tasklist-api");
        settings.put(PREFIX + "client-secret", "tasklist-api-secret");
        settings.put(PREFIX + "permissions-claims", "permissions.tasklist-api");
        settings.put(PREFIX + "permission-map", "read:*=READ, write:*=WRITE");
        // Keycloak's answers name a client in client_id for the tokens of people too, so the realm has a claim of its
        // own for service accounts.
        settings.put(PREFIX + "client-claim", "service_account");
        settings.put(PREFIX + "client-rule", "present");
        return settings;
    }

    /** Returns the same with a few of them set otherwise, by names and values in turn. */
    static Map<String, String> settings(String issuer, String... others) {
        Map<String, String> settings = settings(issuer);
        for (int i = 0; i < others.length; i += 2) {
            settings.put(PREFIX + others[i], others[i + 1]);
        }
        return settings;
    }
}
