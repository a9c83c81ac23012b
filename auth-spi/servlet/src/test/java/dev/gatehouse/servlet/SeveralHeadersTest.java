package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.settings.SettingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A credential that is made of several headers, and the query that mechanisms see. */
class SeveralHeadersTest {

    private static final CredentialSource PAIR = CredentialSource.headers("X-Client-Id", "X-Client-Secret");

    private static FakeMechanism pair() {
        return FakeMechanism.from("pair", PAIR).extracting(view -> {
            List<String> ids = view.headers("x-client-id");
            List<String> secrets = view.headers("X-CLIENT-SECRET");
            if (ids.isEmpty() && secrets.isEmpty()) {
                return Optional.empty();
            }
            boolean complete =
                    ids.size() == 1 && secrets.size() == 1 && ids.get(0).equals("rita");
            return Optional.of(new FakeCredential(complete ? secrets.get(0) : Tokens.AMBIGUOUS));
        });
    }

    @Test
    void pairOfHeaders_isOneExplicitCredential() throws Exception {
        try (HttpRig rig = HttpRig.start(TestHost.of(pair(), TestHost.bearer(), TestHost.session()))) {
            String secret = "X-Client-Secret: " + Tokens.READER;
            assertTrue(rig.get("/x", "X-Client-Id: rita", secret).body().contains(" type=X-Client-Id "));
            assertEquals(400, rig.get("/x", secret).status());
            assertEquals(400, rig.get("/x", "X-Client-Id: rita").status());
            assertEquals(400, rig.get("/x", "X-Client-Id: rita", secret, secret).status());
            assertEquals(
                    400,
                    rig.get("/x", "X-Client-Id: rita", secret, Tokens.bearer(Tokens.READER))
                            .status(),
                    "two explicit credentials");
            assertEquals(
                    200,
                    rig.get("/x", "X-Client-Id: rita", secret, "Cookie: SID=" + Tokens.BAD)
                            .status());
        }
    }

    @Test
    void otherMechanisms_seeNoneOfTheHeadersAndTheApplicationAll() throws Exception {
        FakeMechanism curious = TestHost.bearer().extracting(view -> {
            boolean shown =
                    PAIR.names().stream().anyMatch(name -> !view.headers(name).isEmpty());
            return shown ? Optional.of(new FakeCredential(Tokens.THROWS)) : Optional.empty();
        });
        try (HttpRig rig = HttpRig.start(
                TestHost.of(curious, pair()),
                (request, response) -> TestServlet.print(
                        response,
                        request.getHeader("X-Client-Id") + " " + (request.getHeader("X-Client-Secret") != null)))) {
            assertEquals(
                    "rita true\n",
                    rig.get("/x", "X-Client-Id: rita", "X-Client-Secret: " + Tokens.READER)
                            .body());
        }
    }

    @Test
    void scriptsOfConfiguredOrigins_maySendAllHeaders() throws Exception {
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.cors.origins", "https://app.example"), pair()))) {
            assertEquals(
                    "authorization, content-type, dpop, x-client-id, x-client-secret",
                    rig.request("OPTIONS", "/x", "Origin: https://app.example", "Access-Control-Request-Method: POST")
                            .header("Access-Control-Allow-Headers"));
        }
    }

    @Test
    void mechanismsWithTheSameHeaders_competeForTheCredential() throws Exception {
        FakeMechanism other = FakeMechanism.from("other", CredentialSource.headers("x-client-secret", "x-client-id"))
                .extracting(view -> view.headers("X-Client-Secret").stream()
                        .findFirst()
                        .map(secret -> new FakeCredential(Tokens.FOREIGN)));
        try (HttpRig rig = HttpRig.start(TestHost.of(other, pair()))) {
            assertEquals(
                    200,
                    rig.get("/x", "X-Client-Id: rita", "X-Client-Secret: " + Tokens.READER)
                            .status());
            assertEquals("pair", rig.decision().mechanism());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Client-Id, X-Other, X-Client-Id",
        "X-Other, x-client-secret, X-Other",
        "X-CLIENT-SECRET,, X-CLIENT-SECRET",
    })
    void mechanismsThatShareSomeHeaders_refuseTheStart(String first, String second, String named) {
        CredentialSource source =
                second == null ? CredentialSource.header(first) : CredentialSource.headers(first, second);
        Gatehouse.Builder host = TestHost.of(pair(), FakeMechanism.from("other", source));
        SettingException refused = assertThrows(SettingException.class, host::start);
        assertEquals("auth.mechanisms", refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(named) && message.contains("X-Client-Id, X-Client-Secret"), message);
        assertTrue(message.contains("give them the same headers or none in common"), message);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void query_isWhatTheClientSent(Server server) throws Exception {
        FakeMechanism telling = FakeMechanism.header("telling", "X-Key")
                .extracting(
                        view -> view.headers("X-Key").stream().findFirst().map(key -> new FakeCredential(view.query())))
                .answering(credential ->
                        AuthenticationResult.authenticated(Tokens.caller("query", "q" + credential.value())));
        try (Gatehouse gatehouse = TestHost.of(telling).start();
                Container container = server.start(new Application()
                        .filter(gatehouse.filter())
                        .servlet(
                                "/",
                                new TestServlet((request, response) -> TestServlet.print(
                                        response, Access.require(request).subject()))))) {
            for (String query : List.of("", "a", "a=%2f%2F%7e+%20&a&&=;b&A=1&a=%C3%BC", "a=1?b=/..//;x", "a=%00")) {
                String seen =
                        RawHttp.get(container.port(), "/x?" + query, "X-Key: 1").body();
                assertEquals("q" + query + "\n", seen, query);
            }
            assertEquals("q\n", RawHttp.get(container.port(), "/x", "X-Key: 1").body());
        }
    }
}
