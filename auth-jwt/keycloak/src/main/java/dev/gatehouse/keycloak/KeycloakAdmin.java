package dev.gatehouse.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;

/**
 * What an operator does with the realm of the tests, by Keycloak's admin API. Not thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeycloakAdmin {

    private final URI realm;
    private final KeycloakTokens master;
    private final Http http = new Http();

    public KeycloakAdmin(KeycloakServer server) {
        this.realm = server.base().resolve("/admin/realms/" + KeycloakServer.REALM);
        this.master = new KeycloakTokens(server.base(), "master");
    }

    /** Returns the id of the key that tokens are signed with. */
    public String signingKey(String algorithm) {
        return get("/keys").path("active").path(algorithm).textValue();
    }

    /** Returns the id of the provider of a key. */
    public String providerOf(String kid) {
        for (JsonNode key : get("/keys").path("keys")) {
            if (kid.equals(key.path("kid").textValue())) {
                return key.path("providerId").textValue();
            }
        }
        throw new IllegalStateException("the realm has no key " + kid);
    }

    /** Adds a provider with a new key, which signs from now on, since it goes before all others. */
    public void addKey(String name, String type, String... config) {
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
    public void makePassive(String provider) {
        configure(provider, "active");
    }

    /** Takes a provider's key out of the published ones. */
    public void disable(String provider) {
        configure(provider, "enabled");
    }

    private void configure(String provider, String switchedOff) {
        ObjectNode component = (ObjectNode) get("/components/" + provider);
        set(component, switchedOff, "false");
        send("/components/" + provider, "PUT", component.toString(), 204);
    }

    public void delete(String provider) {
        send("/components/" + provider, "DELETE", "", 204);
    }

    /** Sets how many seconds the access tokens of a client live; 0 for as long as the realm says. */
    public void tokenLifespan(String clientId, int seconds) {
        String value = seconds == 0 ? "" : String.valueOf(seconds);
        changeClient(clientId, client -> client.withObject("/attributes").put("access.token.lifespan", value));
    }

    /** Publishes the keys that a client signs its assertions with, in place of those before. */
    public void keysOfClient(String clientId, JWKSet keys) {
        changeClient(clientId, client -> client.withObject("/attributes").put("jwks.string", keys.toString(true)));
    }

    public void clientEnabled(String clientId, boolean enabled) {
        changeClient(clientId, client -> client.put("enabled", enabled));
    }

    private void changeClient(String clientId, Consumer<ObjectNode> change) {
        String path = "/clients/" + only("/clients?clientId=" + clientId);
        ObjectNode client = (ObjectNode) get(path);
        change.accept(client);
        send(path, "PUT", client.toString(), 204);
    }

    public void userEnabled(String name, boolean enabled) {
        String path = user(name);
        ObjectNode user = (ObjectNode) get(path);
        user.put("enabled", enabled);
        send(path, "PUT", user.toString(), 204);
    }

    /** Sets where a client is told about ended sessions (OpenID Connect Back-Channel Logout). */
    public void backchannelLogout(String clientId, URI uri) {
        changeClient(
                clientId, client -> client.withObject("/attributes").put("backchannel.logout.url", uri.toString()));
    }

    /** Sets whether each refresh token of the realm can be used once only. */
    public void rotateRefreshTokens(boolean once) {
        send(
                "",
                "PUT",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("revokeRefreshToken", once)
                        .toString(),
                204);
    }

    /** Lets it keep refreshes, which it does not by default, for {@link #events(String)}. */
    public void recordEvents() {
        ObjectNode events = JsonNodeFactory.instance.objectNode();
        events.put("eventsEnabled", true);
        events.putArray("enabledEventTypes").add("REFRESH_TOKEN");
        send("", "PUT", events.toString(), 204);
    }

    /** Returns how often something happened, such as {@code REFRESH_TOKEN}. */
    public int events(String type) {
        return get("/events?max=10000&type=" + type).size();
    }

    /** Returns how many sessions a user has. */
    public int sessions(String name) {
        return get(user(name) + "/sessions").size();
    }

    /** Ends all sessions of a user. Keycloak tells each client that has asked for it. */
    public void endSessions(String name) {
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
        return KeycloakTokens.json(send(path, "GET", "", 200));
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
