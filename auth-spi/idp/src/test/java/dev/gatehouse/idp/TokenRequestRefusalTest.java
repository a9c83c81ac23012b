package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.accounts.Client;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenRequestRefusalTest {

    private static IdentityProvider provider;
    private static Issuer keycloak;
    private static Issuer generic;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client(Client.builder("spa")
                        .redirectUris("http://localhost/cb")
                        .audiences("tasklist-api"))
                .start();
        keycloak = provider.keycloak();
        generic = provider.generic();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void wrongSecretAndUnknownClient_lookTheSame() throws Exception {
        HttpResponse<String> wrong = wire.form(keycloak.tokenEndpoint(), credentials("m2m-full", "guess"));
        HttpResponse<String> unknown = wire.form(keycloak.tokenEndpoint(), credentials("nobody-knows", "guess"));
        assertEquals(401, wrong.statusCode());
        assertEquals("invalid_client", Wire.json(wrong).get("error"));
        assertTrue(wrong.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic "));
        assertEquals(wrong.body(), unknown.body());
        assertEquals(wrong.statusCode(), unknown.statusCode());
        assertFalse(wrong.body().contains("guess"));
    }

    @Test
    void wrongSecretByBasic_is401() throws Exception {
        Map<String, String> form = Wire.parameters("grant_type", "client_credentials");
        for (String header : List.of(Wire.basic("m2m-full", "guess"), "Basic !!!", "Basic bm9jb2xvbg==", "Bearer x")) {
            HttpResponse<String> answer = wire.form(keycloak.tokenEndpoint(), form, "Authorization", header);
            assertEquals(401, answer.statusCode(), header);
            assertEquals("invalid_client", Wire.json(answer).get("error"));
        }
    }

    @Test
    void noClientAtAll_is401() throws Exception {
        HttpResponse<String> answer =
                wire.form(keycloak.tokenEndpoint(), Wire.parameters("grant_type", "client_credentials"));
        assertEquals(401, answer.statusCode());
    }

    @Test
    void twoWaysOfAuthenticating_areRefused() throws Exception {
        HttpResponse<String> answer = wire.form(
                keycloak.tokenEndpoint(),
                credentials("m2m-full", "m2m-full-secret"),
                "Authorization",
                Wire.basic("m2m-full", "m2m-full-secret"));
        assertError(400, "invalid_request", answer);
    }

    @Test
    void publicClient_hasNoCredentialsOfItsOwn() throws Exception {
        HttpResponse<String> answer = wire.form(
                keycloak.tokenEndpoint(), Wire.parameters("grant_type", "client_credentials", "client_id", "spa"));
        assertError(400, "unauthorized_client", answer);
    }

    @Test
    void unknownGrantType_isUnsupported() throws Exception {
        Map<String, String> form = credentials("m2m-full", "m2m-full-secret");
        form.put("grant_type", "password");
        assertError(400, "unsupported_grant_type", wire.form(keycloak.tokenEndpoint(), form));
    }

    @Test
    void missingGrantType_isInvalidRequest() throws Exception {
        Map<String, String> form = credentials("m2m-full", "m2m-full-secret");
        form.put("grant_type", "");
        assertError(400, "invalid_request", wire.form(keycloak.tokenEndpoint(), form));
    }

    @Test
    void repeatedParameter_isInvalidRequest() throws Exception {
        String body = Wire.encode(credentials("m2m-full", "m2m-full-secret")) + "&client_id=m2m-full";
        assertError(
                400, "invalid_request", wire.post(keycloak.tokenEndpoint(), "application/x-www-form-urlencoded", body));
    }

    @Test
    void badBodies_areInvalidRequests() throws Exception {
        for (String json : List.of("", "{", "[]", "{\"grant_type\":1}", "{\"grant_type\":{}}")) {
            assertError(400, "invalid_request", wire.post(generic.tokenEndpoint(), "application/json", json));
        }
        assertError(400, "invalid_request", wire.post(generic.tokenEndpoint(), "text/plain", "grant_type=x"));
        assertError(
                400,
                "invalid_request",
                wire.post(generic.tokenEndpoint(), "application/x-www-form-urlencoded", "grant_type=%zz"));
    }

    @Test
    void tooLargeBody_isRefused() throws Exception {
        String body = "grant_type=" + "x".repeat(Request.MAX_BODY_BYTES);
        assertError(
                413, "invalid_request", wire.post(generic.tokenEndpoint(), "application/x-www-form-urlencoded", body));
    }

    @Test
    void unknownScope_isInvalidScope() throws Exception {
        Map<String, String> form = credentials("m2m-full", "m2m-full-secret");
        form.put("scope", "openid everything");
        assertError(400, "invalid_scope", wire.form(keycloak.tokenEndpoint(), form));
    }

    @Test
    void foreignAudienceAtGeneric_isRefused() throws Exception {
        Map<String, String> form = credentials("demo-client", "demo-secret");
        form.put("audience", "elsewhere.example.com");
        assertError(400, "invalid_target", wire.form(generic.tokenEndpoint(), form));
    }

    private static Map<String, String> credentials(String id, String secret) {
        return Wire.parameters("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    }

    private static void assertError(int status, String error, HttpResponse<String> answer) throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(error, Wire.json(answer).get("error"));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }
}
