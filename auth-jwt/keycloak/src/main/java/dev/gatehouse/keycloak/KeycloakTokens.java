package dev.gatehouse.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The token endpoint of a realm, as its clients use it. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeycloakTokens {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI endpoint;
    private final Http http = new Http();

    public KeycloakTokens(KeycloakServer server) {
        this(server.base(), KeycloakServer.REALM);
    }

    public KeycloakTokens(URI base, String realm) {
        this.endpoint = base.resolve("/realms/" + realm + "/protocol/openid-connect/token");
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Returns an access token for a client of the realm of the tests, whose secret follows from its name. */
    public String ofClient(String clientId) {
        return ask(Http.form(endpoint, credentials(clientId)))
                .path("access_token")
                .textValue();
    }

    /** Returns an access token for a client, asked for with a proof of possession (RFC 9449 section 5). */
    public String ofClient(String clientId, String proof) {
        JsonNode answer = ask(Http.form(endpoint, credentials(clientId)).header("DPoP", proof));
        if (!"DPoP".equals(answer.path("token_type").textValue())) {
            throw new IllegalStateException("the token is not bound, but of type " + answer.path("token_type"));
        }
        return answer.path("access_token").textValue();
    }

    private static Map<String, String> credentials(String clientId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_secret", clientId + "-secret");
        return form;
    }

    /**
     * Returns all tokens that a user gets who logs in to the client {@code tasklist} (RFC 6749 section 4.3) with a
     * password like the name.
     */
    public JsonNode ofUser(String name) {
        Map<String, String> form = credentials("tasklist");
        form.put("grant_type", "password");
        form.put("username", name);
        form.put("password", name);
        form.put("scope", "openid");
        return ask(Http.form(endpoint, form));
    }

    /** Returns an access token of the realm's own administrator. */
    public String ofAdministrator() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", "admin-cli");
        form.put("username", KeycloakServer.ADMIN);
        form.put("password", KeycloakServer.ADMIN);
        return ask(Http.form(endpoint, form)).path("access_token").textValue();
    }

    /** Takes an access token back, as its client may (RFC 7009). */
    public void revoke(String clientId, String token) {
        Map<String, String> form = credentials(clientId);
        form.remove("grant_type");
        form.put("token", token);
        tell("revoke", form, 200);
    }

    /** Ends the session of a user of the client {@code tasklist}. */
    public void logOut(String refreshToken) {
        Map<String, String> form = credentials("tasklist");
        form.remove("grant_type");
        form.put("refresh_token", refreshToken);
        tell("logout", form, 204);
    }

    private void tell(String what, Map<String, String> form, int expected) {
        HttpResponse<String> response = http.send(Http.form(endpoint.resolve(what), form));
        if (response.statusCode() != expected) {
            throw new IllegalStateException(what + ": " + response.statusCode() + " " + response.body());
        }
    }

    private JsonNode ask(HttpRequest.Builder request) {
        HttpResponse<String> response = http.send(request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("no token: " + response.statusCode() + " " + response.body());
        }
        return json(response.body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    public static JsonNode header(String token) {
        return segment(token, 0);
    }

    public static JsonNode claims(String token) {
        return segment(token, 1);
    }

    public static Instant expiry(String token) {
        return Instant.ofEpochSecond(claims(token).path("exp").longValue());
    }

    private static JsonNode segment(String token, int index) {
        return json(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }
}
