package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthenticatedRequestTest {

    private static Gatehouse.Builder host() {
        return TestHost.of(
                        TestHost.bearer(),
                        FakeMechanism.authorization("dpop", "DPoP"),
                        FakeMechanism.authorization("basic", "Basic"),
                        FakeMechanism.authorization("digest", "Digest"),
                        FakeMechanism.authorization("own", "My-Own"),
                        FakeMechanism.header("key", "X-API-Key"),
                        TestHost.session())
                .policy(AccessPolicy.builder().optional("/optional").build());
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String query = String.valueOf(request.getQueryString());
        switch (query) {
            case "type" -> TestServlet.print(response, String.valueOf(request.getAuthType()));
            case "principal" ->
                TestServlet.print(
                        response,
                        request.getUserPrincipal() instanceof Caller caller
                                ? caller.issuer() + " " + caller.subject() + " " + caller.mechanism()
                                : "none");
            case "login" -> refused(response, () -> request.login("rita", "x"));
            case "logout" -> refused(response, request::logout);
            case "authenticate" -> {
                response.addHeader("X-Half", "done");
                boolean there = request.authenticate(response);
                if (there) {
                    TestServlet.print(response, "there");
                }
            }
            default -> TestServlet.print(response, TestServlet.seen(request));
        }
    }

    /** Something that the request must refuse. */
    private interface Call {
        void run() throws ServletException;
    }

    private static void refused(HttpServletResponse response, Call call) throws IOException {
        try {
            call.run();
            TestServlet.print(response, "done");
        } catch (ServletException refused) {
            TestServlet.print(response, "refused: " + refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: bearer, Bearer",
        "Authorization: DPOP, DPoP",
        "Authorization: Basic, BASIC",
        "Authorization: digest, DIGEST",
        "Authorization: MY-OWN, MY-OWN",
        "x-api-key:, X-API-Key",
        "Cookie: SID=, SESSION",
    })
    void authType_tellsTheKindOfCredential(String start, String type) throws IOException {
        try (HttpRig rig = HttpRig.start(host(), AuthenticatedRequestTest::serve)) {
            String blank = start.endsWith("=") ? "" : " ";
            assertEquals(
                    type + "\n",
                    rig.get("/x?type", start + blank + Tokens.READER).body());
            assertEquals("null\n", rig.get("/optional?type").body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void everyContainer_saysWhatWeSay(Server server) throws IOException {
        try (Gatehouse gatehouse = host().start();
                Container container = server.start(new Application()
                        .filter(gatehouse.filter())
                        .servlet("/", new TestServlet(AuthenticatedRequestTest::serve)))) {
            String token = Tokens.bearer(Tokens.READER);
            int port = container.port();
            assertEquals(
                    "user=rita@token principal=rita@token type=Bearer read=true write=false access=token/rita "
                            + "dispatch=REQUEST\n",
                    RawHttp.get(port, "/x", token).body());
            assertEquals(
                    "user=null principal=null type=null read=false write=false access=- dispatch=REQUEST\n",
                    RawHttp.get(port, "/optional").body());
            assertEquals(
                    "token rita token\n",
                    RawHttp.get(port, "/x?principal", token).body());
            assertEquals("none\n", RawHttp.get(port, "/optional?principal").body());
            for (String call : List.of("login", "logout")) {
                for (String path : List.of("/x?", "/optional?")) {
                    String answer = RawHttp.get(port, path + call, token).body();
                    assertTrue(answer.startsWith("refused: use the " + call + " endpoint of a mechanism"), answer);
                }
            }
            assertEquals("there\n", RawHttp.get(port, "/x?authenticate", token).body());
            Answer refused = RawHttp.get(port, "/optional?authenticate").assertProblem(401);
            assertEquals("", refused.header("X-Half"));
            assertEquals(
                    List.of(
                            "Bearer realm=\"gatehouse\"",
                            "DPoP realm=\"gatehouse\"",
                            "Basic realm=\"gatehouse\"",
                            "Digest realm=\"gatehouse\"",
                            "My-Own realm=\"gatehouse\""),
                    refused.all("WWW-Authenticate"));
        }
    }
}
