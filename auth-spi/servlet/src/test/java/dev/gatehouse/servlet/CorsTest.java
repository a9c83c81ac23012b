package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {

    private static final String ORIGIN = "Origin: https://app.example";
    private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

    private HttpRig rig;

    @BeforeAll
    void start() {
        Map<String, String> settings = Map.of("auth.cors.origins", "https://app.example, http://localhost:3000");
        rig = HttpRig.start(
                TestHost.of(settings, TestHost.bearer(), FakeMechanism.header("key", "X-API-Key"), TestHost.session()),
                (request, response) -> {
                    if (request.getServletPath().equals("/refused")) {
                        Access.require(request, "WRITE");
                    }
                    if (request.getServletPath().equals("/authenticate")) {
                        request.authenticate(response);
                    }
                });
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @Test
    void preflightOfAConfiguredOrigin_isAnsweredWithoutACredential() throws IOException {
        int before = rig.application.entered();
        Answer answer =
                rig.request("OPTIONS", "/x", ORIGIN, PREFLIGHT, "Access-Control-Request-Headers: authorization");
        assertEquals(204, answer.status());
        assertEquals("https://app.example", answer.header("Access-Control-Allow-Origin"));
        assertEquals("GET, POST, PUT, PATCH, DELETE", answer.header("Access-Control-Allow-Methods"));
        assertEquals("authorization, content-type, dpop, x-api-key", answer.header("Access-Control-Allow-Headers"));
        assertEquals("600", answer.header("Access-Control-Max-Age"));
        assertTrue(answer.all("Vary").contains("Origin"), answer.all("Vary").toString());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals(List.of(), answer.all("Access-Control-Allow-Credentials"));
        assertEquals(before, rig.application.entered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.evil.example",
                "https://app.example:8443",
                "http://app.example",
                "https://xapp.example",
                "https://app.example/",
                "null",
                "*",
                "",
                "http://localhost:3001",
            })
    void anyOtherOrigin_getsNothing(String origin) throws IOException {
        for (String[] headers :
                new String[][] {{"Origin: " + origin, PREFLIGHT}, {"Origin: " + origin, bearer(Tokens.READER)}}) {
            Answer answer = rig.request("OPTIONS", "/x", headers);
            assertEquals(List.of(), answer.all("Access-Control-Allow-Origin"));
            assertEquals(List.of(), answer.all("Access-Control-Allow-Methods"));
        }
        rig.request("OPTIONS", "/x", "Origin: " + origin, PREFLIGHT).assertProblem(401);
    }

    @Test
    void plainOptions_isNoPreflight() throws IOException {
        rig.request("OPTIONS", "/x", ORIGIN).assertProblem(401);
        rig.request("OPTIONS", "/x", PREFLIGHT).assertProblem(401);
        assertEquals(
                200, rig.request("OPTIONS", "/x", ORIGIN, bearer(Tokens.READER)).status());
    }

    @Test
    void responsesAndRefusals_canBeReadByTheOrigin() throws IOException {
        List<Answer> answers = List.of(
                rig.get("/x", ORIGIN, bearer(Tokens.READER)),
                rig.get("/x", ORIGIN),
                rig.get("/refused", ORIGIN, bearer(Tokens.READER)),
                rig.get("/x", ORIGIN, bearer(Tokens.UNAVAILABLE)));
        assertEquals(
                List.of(200, 401, 403, 503),
                answers.stream().map(Answer::status).toList());
        for (Answer answer : answers) {
            assertEquals("https://app.example", answer.header("Access-Control-Allow-Origin"));
            assertEquals("WWW-Authenticate, Retry-After, DPoP-Nonce", answer.header("Access-Control-Expose-Headers"));
            assertTrue(answer.all("Vary").contains("Origin"), () -> "Vary: " + answer.all("Vary"));
            assertEquals(List.of(), answer.all("Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void configuredOriginWithACookie_isCrossSiteAllTheSame() throws IOException {
        rig.post("/x", "a", ORIGIN, "Cookie: SID=" + Tokens.READER).assertProblem(403);
    }

    @Test
    void hostilePreflight_isRefusedFirst() throws IOException {
        rig.request("OPTIONS", "/a;b", ORIGIN, PREFLIGHT).assertProblem(400);
    }

    @Test
    void noOriginIsConfigured_nothingIsSaid() throws IOException {
        try (HttpRig plain = HttpRig.start(TestHost.of(TestHost.bearer()))) {
            Answer answer = plain.request("OPTIONS", "/x", ORIGIN, PREFLIGHT).assertProblem(401);
            assertEquals(List.of("Authorization, Cookie"), answer.all("Vary"));
        }
    }
}
