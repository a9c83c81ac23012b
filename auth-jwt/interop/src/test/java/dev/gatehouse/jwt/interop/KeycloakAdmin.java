package dev.gatehouse.jwt.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;

/** What an operator does with the realm of the tests, by Keycloak's admin API. Not thread-safe. */
final class KeycloakAdmin {

    private final URI realm;
    private final Tokens master;
    private final Http http = new Http();

    KeycloakAdmin(KeycloakServer server) {
        this.realm = server.base().resolve("/admin/realms/" + KeycloakServer.REALM);
        this.master = new Tokens(server.base(), "master");
    }

    /** Returns the id of the key that tokens are signed with. */
    String signingKey(String algorithm) {
        return get("/keys").path("active").path(algorithm).textValue();
    }

    /** Returns the id of the provider of a key. */
    String providerOf(String kid) {
        for (JsonNode key : get("/keys").path("keys")) {
            if (kid.equals(key.path("kid").textValue())) {
                return key.path("providerId").textValue();
            }
        }
        throw new IllegalStateException("the realm has no key " + kid);
    }

    /** Adds a provider with a new key, which signs from now on, since it goes before all others. */
    void addKey(String name, String type, String... config) {
        ObjectNode component = JsonNodeFactory.instance.objectNode();
        component.put("name", name);
        component.put("providerId", type);
        component.put("providerType", "org.keycloak.keys.KeyProvider");
        component.put("parentId", get("").path("id").textValue());
        set(component, "enabled", "true");
        set(component, "active", "true");
        set(component, "priority", String.valueOf(highestPriority() + 100));
        for (int i = 0; i < config.length; i += 2) {
            set(component, config[i], config[i + 1]);
        }
        send("/components", "POST", component.toString(), 201);
    }

    private int highestPriority() {
        int highest = 0;
        for (JsonNode provider : get("/components?type=org.keycloak.keys.KeyProvider")) {
            String priority = provider.path("config").path("priority").path(0).asText("0");
            highest = Math.max(highest, Integer.parseInt(priority));
        }
        return highest;
    }

    /** Lets a provider sign no more; its key stays published. */
    void makePassive(String provider) {
        configure(provider, "active");
    }

    /** Takes a provider's key out of the published ones. */
    void disable(String provider) {
        configure(provider, "enabled");
    }

    private void configure(String provider, String switchedOff) {
        ObjectNode component = (ObjectNode) get("/components/" + provider);
        set(component, switchedOff, "false");
        send("/components/" + provider, "PUT", component.toString(), 204);
    }

    void delete(String provider) {
        send("/components/" + provider, "DELETE", "", 204);
    }

    /** Sets how many seconds the access tokens of a client live; 0 for as long as the realm says. */
    void tokenLifespan(String clientId, int seconds) {
        String value = seconds == 0 ? "" : String.valueOf(seconds);
        changeClient(clientId, client -> client.withObject("/attributes").put("access.token.lifespan", value));
    }

    /** Publishes the keys that a client signs its assertions with, in place of those before. */
    void keysOfClient(String clientId, JWKSet keys) {
        changeClient(clientId, client -> client.withObject("/attributes").put("jwks.string", keys.toString(true)));
    }

    void clientEnabled(String clientId, boolean enabled) {
        changeClient(clientId, client -> client.put("enabled", enabled));
    }

    private void changeClient(String clientId, Consumer<ObjectNode> change) {
        String path = "/clients/" + only("/clients?clientId=" + clientId);
        ObjectNode client = (ObjectNode) get(path);
        change.accept(client);
        send(path, "PUT", client.toString(), 204);
    }

    void userEnabled(String name, boolean enabled) {
        String path = user(name);
        ObjectNode user = (ObjectNode) get(path);
        user.put("enabled", enabled);
        send(path, "PUT", user.toString(), 204);
    }

    /** Ends all sessions of a user. */
    void endSessions(String name) {
        send(user(name) + "/logout", "POST", "", 204);
    }

    private String user(String name) {
        return "/users/" + only("/users?exact=true&username=" + name);
    }

    private String only(String query) {
        return get(query).path(0).path("id").textValue();
    }

    private static void set(ObjectNode component, String name, String value) {
        component.withObject("/config").putArray(name).add(value);
    }

    private JsonNode get(String path) {
        return Tokens.json(send(path, "GET", "", 200));
    }

    private String send(String path, String method, String body, int expected) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(realm + path))
                // The administrator's tokens live for a minute only.
                .header("Authorization", "Bearer " + master.ofAdministrator())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> response = http.send(request);
        if (response.statusCode() != expected) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
