package dev.gatehouse.jwt.interop;

import java.util.HashMap;
import java.util.Map;

/** The two mechanisms that take Keycloak's tokens, each with the settings that the documentation recommends. */
enum Flavour {
    JWT,
    IDENTITY;

    String mechanism() {
        return this == JWT ? "jwt" : "identity";
    }

    /** Returns the settings for an issuer whose keys are found by discovery. */
    Map<String, String> settings(String issuer) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", mechanism());
        // How busy the machine is must not decide whether the issuer answers in time.
        settings.put("auth.http.connect-timeout", "30s");
        settings.put("auth.http.timeout", "60s");
        settings.put("auth." + mechanism() + ".issuer", issuer);
        settings.put("auth." + mechanism() + ".audience", "tasklist-api");
        if (this == JWT) {
            settings.put("auth.jwt.permissions-claims", "permissions.tasklist-api");
            settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
            // The subject of a service account is an id of its own, and Keycloak writes this claim for them alone.
            settings.put("auth.jwt.client-claim", "client_id");
            settings.put("auth.jwt.client-rule", "present");
        }
        return settings;
    }
}
