package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEnvironmentTest {

    private final TokenServer server = TokenServer.start().answers(TokenServer.token("good"));
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void fill() {
        environment.put("ZEEBE_CLIENT_ID", "client");
        environment.put("ZEEBE_CLIENT_SECRET", "secret-canary");
        environment.put("ZEEBE_AUTHORIZATION_SERVER_URL", server.url("/zeebe/"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesOfTheJavaClient_areEnough() throws Exception {
        environment.put("ZEEBE_TOKEN_AUDIENCE", "zeebe-api");
        environment.put("ZEEBE_TOKEN_SCOPE", "openid");

        assertEquals(
                Map.of(
                        "grant_type", "client_credentials",
                        "audience", "zeebe-api",
                        "scope", "openid",
                        "client_id", "client",
                        "client_secret", "secret-canary"),
                asked().form());
        assertEquals("/zeebe/", server.last().path());
    }

    @Test
    void namesOfTheNodeClient_areEnough() throws Exception {
        environment.remove("ZEEBE_AUTHORIZATION_SERVER_URL");
        environment.put("CAMUNDA_OAUTH_URL", server.url("/oauth/token"));
        environment.put("CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist.camunda.io");
        environment.put("CAMUNDA_TOKEN_SCOPE", "x");

        assertEquals("tasklist.camunda.io", asked().form().get("audience"));
        assertEquals("x", server.last().form().get("scope"));
        assertEquals("/oauth/token", server.last().path());
    }

    @Test
    void namesOfTheNewestClient_areEnough() throws Exception {
        environment.clear();
        environment.put("CAMUNDA_CLIENT_ID", "newest");
        environment.put("CAMUNDA_CLIENT_SECRET", "secret");
        environment.put("CAMUNDA_AUTHORIZATION_SERVER_URL", server.url("/camunda"));
        environment.put("CAMUNDA_TOKEN_AUDIENCE", "camunda-api");

        assertEquals("newest", asked().form().get("client_id"));
        assertEquals("camunda-api", server.last().form().get("audience"));
        assertEquals("/camunda", server.last().path());
    }

    @Test
    void audienceOfTasklist_goesFirst() throws Exception {
        environment.put("ZEEBE_TOKEN_AUDIENCE", "zeebe.camunda.io");
        environment.put("CAMUNDA_TOKEN_AUDIENCE", "camunda");
        environment.put("CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist.camunda.io");

        assertEquals("tasklist.camunda.io", asked().form().get("audience"));
    }

    @Test
    void nothingAsked_isNotSent() throws Exception {
        environment.put("ZEEBE_TOKEN_AUDIENCE", "");
        environment.put("ZEEBE_TOKEN_SCOPE", " ");

        assertFalse(asked().body().contains("audience"), server.last().body());
        assertFalse(server.last().body().contains("scope"), server.last().body());
    }

    @Test
    void issuer_isUsedWithoutAnEndpoint() throws Exception {
        environment.remove("ZEEBE_AUTHORIZATION_SERVER_URL");
        environment.put("CAMUNDA_ISSUER_URL", server.url("/realm"));
        server.answers(
                TokenServer.json(
                        200,
                        "{\"issuer\":\"" + server.url("/realm") + "\",\"token_endpoint\":\"" + server.url("/found")
                                + "\"}"),
                TokenServer.token("good"));

        assertEquals("/found", asked().path());
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_CLIENT_ID,other,ZEEBE_CLIENT_ID",
        "CAMUNDA_CLIENT_SECRET,other-canary,ZEEBE_CLIENT_SECRET",
        "CAMUNDA_OAUTH_URL,https://other.example.com/token,ZEEBE_AUTHORIZATION_SERVER_URL",
        "CAMUNDA_AUTHORIZATION_SERVER_URL,https://other.example.com/token,ZEEBE_AUTHORIZATION_SERVER_URL"
    })
    void contradictions_areToldByName(String name, String value, String other) {
        environment.put(name, value);

        String message = refused();

        assertTrue(message.contains(name) && message.contains(other), message);
        assertFalse(message.contains("canary") || message.contains("example.com"), message);
    }

    @Test
    void sameValueTwice_isNoContradiction() throws Exception {
        environment.put("CAMUNDA_CLIENT_ID", "client");
        environment.put("CAMUNDA_CLIENT_SECRET", "secret-canary");
        environment.put("CAMUNDA_OAUTH_URL", server.url("/zeebe"));

        assertEquals("/zeebe", asked().path());
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_OAUTH_DISABLED,true", "CAMUNDA_OAUTH_DISABLED,1", "CAMUNDA_AUTH_STRATEGY,BASIC",
        "CAMUNDA_AUTH_STRATEGY,COOKIE", "CAMUNDA_AUTH_STRATEGY,NONE", "ZEEBE_AUTH_CONNECT_TIMEOUT,5s",
        "ZEEBE_AUTH_READ_TIMEOUT,-1", "ZEEBE_AUTH_READ_TIMEOUT,0", "ZEEBE_AUTH_READ_TIMEOUT,99999999999"
    })
    void variables_thatCannotBeFollowed_areToldByName(String name, String value) {
        environment.put(name, value);

        assertTrue(refused().startsWith(name), this::refused);
    }

    @ParameterizedTest
    @CsvSource({"CAMUNDA_OAUTH_DISABLED,false", "CAMUNDA_AUTH_STRATEGY,oauth", "ZEEBE_AUTH_READ_TIMEOUT,4000"})
    void variables_thatCanBeFollowed_areTaken(String name, String value) throws Exception {
        environment.put(name, value);

        asked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZEEBE_CLIENT_ID", "ZEEBE_CLIENT_SECRET", "ZEEBE_AUTHORIZATION_SERVER_URL"})
    void missingVariables_areMissed(String name) {
        environment.remove(name);

        assertThrows(
                IllegalArgumentException.class,
                () -> TokenClient.fromEnvironment(environment).build());
    }

    @Test
    void secretWithALineBreak_isToldByNameAndNotShown() {
        environment.put("ZEEBE_CLIENT_SECRET", "canary\n");

        String message = refused();

        assertTrue(message.startsWith("ZEEBE_CLIENT_SECRET: "), message);
        assertFalse(message.contains("canary"), message);
    }

    private TokenServer.Asked asked() throws Exception {
        try (TokenClient tokens =
                PatientClient.patient(TokenClient.fromEnvironment(environment)).build()) {
            tokens.token();
        }
        return server.last();
    }

    private String refused() {
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> TokenClient.fromEnvironment(environment).build())
                .getMessage());
    }
}
